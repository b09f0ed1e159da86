package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.core.internal.io.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A body that ends where its chunks or its connection end. Its end gives the connection back; closing it before drops the
 * connection at once. Chunks that break off throw.
 */
final class UnsizedBody extends BulkInputStream {
    private final S3Exchange exchange;
    private final InputStream in;
    private boolean ended;
    private boolean closed;

    private UnsizedBody(S3Exchange exchange, InputStream in) {
        this.exchange = exchange;
        this.in = in;
    }

    static InputStream of(S3Exchange exchange) throws IOException {
        return new UnsizedBody(exchange, exchange.content());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (closed) {
            throw new IOException("the response has been closed");
        }
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        try {
            int read = in.read(buffer, offset, length);
            if (read < 0) {
                ended = true;
                exchange.complete();
            }
            return read;
        } catch (IOException e) {
            exchange.abort();
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        exchange.abort();
    }
}
