package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.report.MetricFamily;

/** Counts what warm-ups of one bucket do. Safe from any thread. */
public final class WarmUpMetrics {
    private final Counter done;
    private final Counter skipped;
    private final Counter failed;
    private final Counter bytes;

    private WarmUpMetrics(EngineMetrics metrics, String bucket) {
        this.done = objects(metrics, bucket, "done");
        this.skipped = objects(metrics, bucket, "skipped");
        this.failed = objects(metrics, bucket, "failed");
        this.bytes = metrics.counter(MetricFamily.WARMUP_READ_BYTES, "bucket", bucket);
    }

    /** Counts under the bucket's name; before the first warm-up all counts are zero, and there. */
    public static WarmUpMetrics register(EngineMetrics metrics, String bucket) {
        return new WarmUpMetrics(metrics, bucket);
    }

    private static Counter objects(EngineMetrics metrics, String bucket, String result) {
        return metrics.counter(MetricFamily.WARMUP_OBJECTS, "bucket", bucket, "result", result);
    }

    /** An object is in the cache. */
    public void done() {
        done.inc();
    }

    /** An object is none that the cache keeps. */
    public void skipped() {
        skipped.inc();
    }

    /** An object could not be read. */
    public void failed() {
        failed.inc();
    }

    /** Bytes have come from storage. */
    public void read(long more) {
        bytes.inc(more);
    }
}
