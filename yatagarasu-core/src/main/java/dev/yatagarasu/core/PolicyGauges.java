package dev.yatagarasu.core;

import com.codahale.metrics.Gauge;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Site;
import dev.yatagarasu.core.metrics.LabeledName;
import dev.yatagarasu.core.policy.Policy;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What policies show of themselves in the metrics, per bucket. */
final class PolicyGauges {
    private PolicyGauges() {}

    /** Looks at the site in force each time: a reload brings policies of its own. */
    static void register(Supplier<Site> site, BiConsumer<String, Gauge<Number>> gauges) {
        for (Bucket bucket : site.get().buckets()) {
            if (bucket.policy().isPresent()) {
                String name = bucket.name();
                gauges.accept(
                        LabeledName.of("yatagarasu_policy_up", "bucket", name),
                        () -> policy(site, name).flatMap(Policy::trouble).isPresent() ? 0 : 1);
                gauges.accept(
                        LabeledName.of("yatagarasu_decisions_remembered", "bucket", name),
                        () -> policy(site, name).map(Policy::size).orElse(0L));
            }
        }
    }

    private static Optional<Policy> policy(Supplier<Site> site, String bucket) {
        return site.get().bucket(bucket).flatMap(Bucket::policy);
    }
}
