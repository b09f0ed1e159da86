package dev.yatagarasu.core.internal.plugin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that come from a plug-in: each call runs as code of the plug-in. */
final class PluginStream extends FilterInputStream {
    private final PluginCode code;

    PluginStream(InputStream body, PluginCode code) {
        super(body);
        this.code = code;
    }

    @Override
    public int read() throws IOException {
        return code.call(in::read);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return code.call(() -> in.read(buffer, offset, length));
    }

    @Override
    public long skip(long bytes) throws IOException {
        return code.call(() -> in.skip(bytes));
    }

    @Override
    public int available() throws IOException {
        return code.call(in::available);
    }

    @Override
    public void close() throws IOException {
        boolean unused = code.call(() -> {
            in.close();
            return true;
        });
    }
}
