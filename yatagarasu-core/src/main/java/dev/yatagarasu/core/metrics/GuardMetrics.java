package dev.yatagarasu.core.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;

/** Counts what the guards of one bucket refuse. No address and no user is ever a label. */
public final class GuardMetrics {
    private final MetricRegistry registry;
    private final String bucket;

    /** Counts into {@code registry} under the bucket's name. */
    public GuardMetrics(MetricRegistry registry, String bucket) {
        this.registry = registry;
        this.bucket = bucket;
    }

    /** Requests refused because of the client's address. */
    public Counter blocked() {
        return registry.counter(LabeledName.of("yatagarasu_ip_blocked", "bucket", bucket));
    }

    /** Requests refused because of a rate limit. */
    public Counter limited(String limit) {
        return registry.counter(LabeledName.of("yatagarasu_rate_limited", "bucket", bucket, "limit", limit));
    }
}
