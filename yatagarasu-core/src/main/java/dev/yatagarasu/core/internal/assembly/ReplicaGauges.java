package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.report.MetricFamily;
import dev.yatagarasu.core.report.ReplicaStatus;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the replicas of buckets show of themselves in the metrics. */
final class ReplicaGauges {
    private ReplicaGauges() {}

    static void register(Supplier<Site> site, EngineMetrics metrics) {
        site.get().buckets().stream()
                .flatMap(bucket -> bucket.storage().replicas().stream())
                .forEach(one -> metrics.show(
                        MetricFamily.STORAGE_BREAKER_STATE,
                        () -> breaker(site.get(), one.bucket(), one.replica()),
                        "bucket",
                        one.bucket(),
                        "replica",
                        one.replica()));
    }

    /** None if the replica is gone. */
    private static @Nullable Integer breaker(Site site, String bucket, String replica) {
        return site.bucket(bucket).stream()
                .flatMap(known -> known.storage().replicas().stream())
                .filter(one -> one.replica().equals(replica))
                .map(ReplicaStatus::breaker)
                .map(state -> switch (state) {
                    case CLOSED -> 0;
                    case HALF_OPEN -> 1;
                    case OPEN -> 2;
                })
                .findFirst()
                .orElse(null);
    }
}
