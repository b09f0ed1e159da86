package dev.yatagarasu.core.internal.io;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose bytes all come through {@link #read(byte[], int, int)}: a single byte and what is skipped as well. */
public abstract class BulkInputStream extends InputStream {

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;
}
