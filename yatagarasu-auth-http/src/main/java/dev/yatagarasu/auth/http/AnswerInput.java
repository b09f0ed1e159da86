package dev.yatagarasu.auth.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a connection as they come from the network. Knows whether any of the current answer has come, and can look
 * for bytes without waiting for them. Used by one thread at a time.
 */
final class AnswerInput extends FilterInputStream {
    private boolean waiting;
    private boolean untouched = true;

    AnswerInput(InputStream in) {
        super(in);
    }

    /** Until an answer begins, only bytes that are there already are read. */
    void betweenAnswers() {
        waiting = false;
    }

    void beginAnswer() {
        waiting = true;
        untouched = true;
    }

    /** Whether no byte of the answer has come. */
    boolean untouched() {
        return untouched;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!waiting && in.available() == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, length);
        untouched = untouched && read <= 0;
        return read;
    }
}
