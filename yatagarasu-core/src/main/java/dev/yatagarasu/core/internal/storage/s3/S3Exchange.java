package dev.yatagarasu.core.internal.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/**
 * An answer whose head has come, with the connection it comes on. Ends once: either {@link #complete} gives the
 * connection back, or {@link #abort} drops it. Ending is safe from any thread.
 */
final class S3Exchange {
    /** What becomes of the connection. */
    interface Ending {
        void end(boolean reusable);
    }

    private final ClassicHttpResponse response;
    private final boolean keepAlive;
    private final Ending ending;
    private final AtomicBoolean ended = new AtomicBoolean();

    S3Exchange(ClassicHttpResponse response, boolean keepAlive, Ending ending) {
        this.response = response;
        this.keepAlive = keepAlive;
        this.ending = ending;
    }

    ClassicHttpResponse response() {
        return response;
    }

    int status() {
        return response.getCode();
    }

    /** The body as it comes; empty where there can be none. Closing it does nothing of use. */
    InputStream content() throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    boolean hasContent() {
        return response.getEntity() != null;
    }

    /** The answer has been read to its end: the connection may serve the next request. */
    void complete() {
        if (ended.compareAndSet(false, true)) {
            ending.end(keepAlive);
        }
    }

    /** Nobody wants the rest: the connection is dropped at once, nothing is drained. */
    void abort() {
        if (ended.compareAndSet(false, true)) {
            ending.end(false);
        }
    }
}
