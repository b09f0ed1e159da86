package dev.yatagarasu.core;

import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.internal.io.BulkInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads a body that comes in buffers as a stream. For one thread at a time. */
final class BodyStream extends BulkInputStream {
    private final Body.Source source;
    private long left;
    private ByteBuffer piece = ByteBuffer.allocate(0);

    BodyStream(Body.Source source, long length) {
        this.source = source;
        this.left = length;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        while (!piece.hasRemaining()) {
            piece = source.next();
        }
        int count = Math.min(length, piece.remaining());
        piece.get(bytes, offset, count);
        left -= count;
        return count;
    }
}
