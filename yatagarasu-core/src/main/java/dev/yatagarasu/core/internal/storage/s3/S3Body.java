package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.core.internal.io.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The announced number of bytes of a response, neither more nor fewer: a body that ends early throws. Its last byte gives
 * the connection back; closing it before drops the connection at once.
 */
final class S3Body extends BulkInputStream {
    private final S3Exchange exchange;
    private final InputStream in;
    private final boolean chunked;
    private long remaining;
    private boolean closed;

    private S3Body(S3Exchange exchange, boolean chunked, long length) throws IOException {
        this.exchange = exchange;
        this.in = exchange.content();
        this.chunked = chunked;
        this.remaining = length;
    }

    /** A body of {@code length} bytes; for none the exchange is over at once. */
    static InputStream of(S3Exchange exchange, long length) throws IOException {
        if (length == 0) {
            exchange.complete();
            return InputStream.nullInputStream();
        }
        return new S3Body(exchange, false, length);
    }

    /** A body of {@code length} bytes, more than none, that comes in chunks. */
    static InputStream ofChunks(S3Exchange exchange, long length) throws IOException {
        return new S3Body(exchange, true, length);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (closed) {
            throw new IOException("the response has been closed");
        }
        if (remaining == 0) {
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        int read = readSome(buffer, offset, (int) Math.min(length, remaining));
        remaining -= read;
        if (remaining == 0) {
            end();
        }
        return read;
    }

    /** Behind the last byte in chunks stands one chunk more, which says that this is the end. */
    private void end() throws IOException {
        try {
            if (chunked && in.read() >= 0) {
                throw new IOException("storage sent more than it announced");
            }
            exchange.complete();
        } catch (IOException e) {
            exchange.abort();
            throw e;
        }
    }

    private int readSome(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = in.read(buffer, offset, length);
            if (read < 0) {
                throw new EOFException("storage ended the body " + remaining + " bytes early");
            }
            return read;
        } catch (IOException e) {
            exchange.abort();
            throw e;
        }
    }

    @Override
    public int available() throws IOException {
        return closed || remaining == 0 ? 0 : (int) Math.min(remaining, in.available());
    }

    @Override
    public void close() {
        closed = true;
        exchange.abort();
    }
}
