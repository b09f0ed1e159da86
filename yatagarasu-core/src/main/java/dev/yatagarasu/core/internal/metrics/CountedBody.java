package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.internal.io.BulkFilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body from storage whose bytes are counted, and that says so, once, if it breaks off before it is closed. */
final class CountedBody extends BulkFilterInputStream {
    private final Counter bytes;
    private final Runnable broken;
    /** May be closed by another thread while a thread still waits for bytes. */
    private volatile boolean over;

    CountedBody(InputStream body, Counter bytes, Runnable broken) {
        super(body);
        this.bytes = bytes;
        this.broken = broken;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int count = super.read(into, offset, length);
            bytes.inc(Math.max(0, count));
            return count;
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private IOException brokenOff(IOException why) {
        if (!over) {
            over = true;
            broken.run();
        }
        return why;
    }

    @Override
    public void close() throws IOException {
        over = true;
        super.close();
    }
}
