package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.core.internal.io.BulkFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.MessageConstraintException;

/**
 * The bytes of one connection as they come from the network. While the head of a response is read it counts them, so that
 * a head without end, in one piece or in drops, is given up; and it tells a head that was cut off from a whole one, which
 * the parser does not. Used by one thread at a time.
 */
final class ResponseInput extends BulkFilterInputStream {
    private static final int MAX_HEAD_BYTES = 128 * 1024;
    private static final int MAX_HEAD_READS = 256;

    private enum Phase {
        HEAD,
        BODY,
        PEEK
    }

    private final ReadDeadline deadline;
    private Phase phase = Phase.BODY;
    private int reads;
    private long bytes;
    private boolean ended;

    ResponseInput(InputStream in, ReadDeadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    void startHead() {
        phase = Phase.HEAD;
        reads = 0;
        bytes = 0;
        ended = false;
    }

    void startBody() {
        phase = Phase.BODY;
    }

    /** From now on only bytes that are there already are read: none looks like the end. */
    void startPeek() {
        phase = Phase.PEEK;
    }

    /** Whether no byte of the response has come. */
    boolean untouched() {
        return bytes == 0;
    }

    /** Whether the other side ended the connection within the head. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return switch (phase) {
            case BODY -> readInTime(buffer, offset, length);
            case PEEK -> in.available() > 0 ? in.read(buffer, offset, length) : -1;
            case HEAD -> readHead(buffer, offset, length);
        };
    }

    private int readHead(byte[] buffer, int offset, int length) throws IOException {
        if (++reads > MAX_HEAD_READS || bytes > MAX_HEAD_BYTES) {
            throw new MessageConstraintException("the head of the response does not end");
        }
        int read = readInTime(buffer, offset, length);
        if (read < 0) {
            ended = true;
        } else {
            bytes += read;
        }
        return read;
    }

    /** An overdue read fails because its connection has been closed; that is not what was wrong with it. */
    private int readInTime(byte[] buffer, int offset, int length) throws IOException {
        deadline.begin();
        int read;
        try {
            read = in.read(buffer, offset, length);
        } catch (IOException e) {
            deadline.end();
            throw e;
        }
        deadline.end();
        return read;
    }
}
