package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.report.MetricFamily;

/** Counts what one replica of a bucket's storage is asked. Safe from any thread. */
public final class ReplicaMetrics {
    private static final String BUCKET = "bucket";

    private final EngineMetrics metrics;
    private final String bucket;
    private final String replica;
    private final Counter retries;

    /** Counts under the names of both. */
    public ReplicaMetrics(EngineMetrics metrics, String bucket, String replica) {
        this.metrics = metrics;
        this.bucket = bucket;
        this.replica = replica;
        this.retries = metrics.counter(MetricFamily.STORAGE_RETRIES, BUCKET, bucket, "replica", replica);
    }

    /** What counts attempts that end in that way. */
    public Counter attempts(String outcome) {
        return metrics.counter(MetricFamily.STORAGE_ATTEMPTS, BUCKET, bucket, "replica", replica, "outcome", outcome);
    }

    /** An attempt that is not the first one of its request at this replica. */
    public void retried() {
        retries.inc();
    }

    /** What counts requests that go on from this replica to that one. */
    public Counter failovers(String to) {
        return metrics.counter(MetricFamily.STORAGE_FAILOVERS, BUCKET, bucket, "from", replica, "to", to);
    }
}
