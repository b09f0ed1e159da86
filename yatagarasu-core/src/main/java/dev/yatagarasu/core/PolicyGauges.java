package dev.yatagarasu.core;

import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Site;
import dev.yatagarasu.core.metrics.EngineMetrics;
import dev.yatagarasu.core.metrics.Family;
import dev.yatagarasu.core.policy.Policy;
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
                        Family.POLICY_UP,
                        () -> policy(site, name).map(PolicyGauges::up).orElse(null),
                        "bucket",
                        name);
                metrics.show(
                        Family.DECISIONS_REMEMBERED,
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
