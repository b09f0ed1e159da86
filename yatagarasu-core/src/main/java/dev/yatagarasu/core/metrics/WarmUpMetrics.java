package dev.yatagarasu.core.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;

/** Counts what warm-ups of one bucket do. Safe from any thread. */
public final class WarmUpMetrics {
    private final Counter done;
    private final Counter skipped;
    private final Counter failed;
    private final Counter bytes;

    private WarmUpMetrics(MetricRegistry registry, String bucket) {
        this.done = objects(registry, bucket, "done");
        this.skipped = objects(registry, bucket, "skipped");
        this.failed = objects(registry, bucket, "failed");
        this.bytes = registry.counter(LabeledName.of("yatagarasu_warmup_read_bytes", "bucket", bucket));
    }

    /** Counts into {@code registry} under the bucket's name; before the first warm-up all counts are zero, and there. */
    public static WarmUpMetrics register(MetricRegistry registry, String bucket) {
        return new WarmUpMetrics(registry, bucket);
    }

    private static Counter objects(MetricRegistry registry, String bucket, String result) {
        return registry.counter(LabeledName.of("yatagarasu_warmup_objects", "bucket", bucket, "result", result));
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
