package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.report.MetricFamily;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Counts what one bucket asks of its storage, and how that answers. Safe from any thread. */
public final class StorageMetrics {
    private final Counter gets;
    private final Counter heads;
    private final Counter bytes;
    private final Counter exhausted;
    private final Timer firstByte;
    private final Map<StorageException.Kind, Counter> errors = new EnumMap<>(StorageException.Kind.class);

    /** Counts under the bucket's name. */
    public StorageMetrics(EngineMetrics metrics, String bucket) {
        this.gets = metrics.counter(MetricFamily.STORAGE_REQUESTS, "bucket", bucket, "operation", "get");
        this.heads = metrics.counter(MetricFamily.STORAGE_REQUESTS, "bucket", bucket, "operation", "head");
        this.bytes = metrics.counter(MetricFamily.STORAGE_READ_BYTES, "bucket", bucket);
        this.exhausted = metrics.counter(MetricFamily.STORAGE_CONNECTIONS_EXHAUSTED, "bucket", bucket);
        this.firstByte = metrics.durations(MetricFamily.STORAGE_FIRST_BYTE, "bucket", bucket);
        for (StorageException.Kind kind : StorageException.Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            errors.put(kind, metrics.counter(MetricFamily.STORAGE_ERRORS, "bucket", bucket, "kind", name));
        }
    }

    /** Does a call for an object. What is read of its body is counted, too. */
    public StorageResponse get(Supplier<StorageResponse> call) {
        gets.inc();
        StorageResponse response = timed(call);
        return response instanceof StorageResponse.WithBody some ? some.withBody(counted(some.body())) : response;
    }

    /** Counts a call that failed since all connections were in use. */
    public void connectionsExhausted() {
        exhausted.inc();
    }

    /** Does a call for what is known of an object. */
    public StorageResponse head(Supplier<StorageResponse> call) {
        heads.inc();
        return timed(call);
    }

    /** Storage that does not answer is no slow answer: how long that took is told by the bounds of waiting. */
    private StorageResponse timed(Supplier<StorageResponse> call) {
        Timer.Context running = firstByte.time();
        try {
            StorageResponse response = call.get();
            running.stop();
            return response;
        } catch (StorageException e) {
            failed(e.kind());
            throw e;
        } catch (RuntimeException | Error e) {
            failed(StorageException.Kind.BROKEN);
            throw e;
        }
    }

    private void failed(StorageException.Kind kind) {
        Counter counter = errors.get(kind);
        if (counter != null) {
            counter.inc();
        }
    }

    private InputStream counted(InputStream body) {
        return new CountedBody(body, bytes, () -> failed(StorageException.Kind.BROKEN));
    }
}
