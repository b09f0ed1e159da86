package dev.yatagarasu.core.internal.io;

import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on another stream. All its bytes come through {@link #read(byte[], int, int)}, so that a subclass that counts,
 * copies or limits them does it there and nowhere else. It cannot be marked.
 */
public abstract class BulkFilterInputStream extends BulkInputStream {
    /** The stream that is passed on. */
    protected final InputStream in;

    protected BulkFilterInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return in.read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
