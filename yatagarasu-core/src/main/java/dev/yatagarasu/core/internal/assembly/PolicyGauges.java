package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.policy.Policy;
import dev.yatagarasu.core.report.MetricFamily;
import java.util.Optional;
import java.util.function.Supplier;

/** What policies show of themselves in the metrics, per bucket. */
final class PolicyGauges {
    private PolicyGauges() {}

    /** Looks at the site in force each time: a reload brings policies of its own. */
    static void register(Supplier<Site> site, EngineMetrics metrics) {
        for (Bucket bucket : site.get().buckets()) {
            if (bucket.policy().isPresent()) {
                String name = bucket.name();
                metrics.show(
                        MetricFamily.POLICY_UP,
                        () -> policy(site, name).map(PolicyGauges::up).orElse(null),
                        "bucket",
                        name);
                metrics.show(
                        MetricFamily.DECISIONS_REMEMBERED,
                        () -> policy(site, name).map(Policy::size).orElse(null),
                        "bucket",
                        name);
            }
        }
    }

    private static Integer up(Policy policy) {
        return policy.trouble().isPresent() ? 0 : 1;
    }

    private static Optional<Policy> policy(Supplier<Site> site, String bucket) {
        return site.get().bucket(bucket).flatMap(Bucket::policy);
    }
}
