package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.report.MetricFamily;

/** Counts what the guards of one bucket refuse. No address and no user is ever a label. */
public final class GuardMetrics {
    private final EngineMetrics metrics;
    private final String bucket;

    /** Counts under the bucket's name. */
    public GuardMetrics(EngineMetrics metrics, String bucket) {
        this.metrics = metrics;
        this.bucket = bucket;
    }

    /** Requests refused because of the client's address. */
    public Counter blocked() {
        return metrics.counter(MetricFamily.IP_BLOCKED, "bucket", bucket);
    }

    /** Requests refused because of a rate limit. */
    public Counter limited(String limit) {
        return metrics.counter(MetricFamily.RATE_LIMITED, "bucket", bucket, "limit", limit);
    }
}
