package dev.yatagarasu.examples.quickstart;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** 64 MB of text made while it is read: lines of 64 bytes that begin with their offset, so that ranges explain themselves. */
final class NumberedLines extends InputStream {
    static final long SIZE = 64L * 1024 * 1024;

    private static final int LINE = 64;

    private long position;
    private byte[] line = new byte[0];

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (position == SIZE) {
            return -1;
        }
        int within = (int) (position % LINE);
        if (within == 0) {
            line = line(position);
        }
        int count = Math.min(length, LINE - within);
        System.arraycopy(line, within, bytes, offset, count);
        position += count;
        return count;
    }

    /** The line that begins at {@code offset}. */
    static byte[] line(long offset) {
        String text = "%08d ".formatted(offset) + "yatagarasu ".repeat(5);
        return (text.substring(0, LINE - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
