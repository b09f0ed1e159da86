package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body from storage whose bytes are counted, and that says so, once, if it breaks off before it is closed. */
final class CountedBody extends FilterInputStream {
    private final Counter bytes;
    private final Runnable broken;
    /** Closed by whoever gives the body up, while another thread may still wait for its bytes. */
    private volatile boolean over;

    CountedBody(InputStream body, Counter bytes, Runnable broken) {
        super(body);
        this.bytes = bytes;
        this.broken = broken;
    }

    @Override
    public int read() throws IOException {
        try {
            int octet = super.read();
            bytes.inc(octet < 0 ? 0 : 1);
            return octet;
        } catch (IOException e) {
            throw brokenOff(e);
        }
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
