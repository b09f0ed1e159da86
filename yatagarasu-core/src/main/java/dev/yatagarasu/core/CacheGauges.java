package dev.yatagarasu.core;

import com.codahale.metrics.Gauge;
import dev.yatagarasu.core.cache.CacheStatistics;
import dev.yatagarasu.core.cache.Lookups;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.metrics.LabeledName;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/** What the cache shows of itself in the metrics: per layer and bucket, and of the bus to other instances. */
final class CacheGauges {
    private CacheGauges() {}

    static void register(CacheControl control, Iterable<Bucket> buckets, BiConsumer<String, Gauge<Number>> gauges) {
        for (String tier : control.tierNames()) {
            Registration layer = new Registration(control, gauges, tier);
            layer.add("bytes", now -> now.holds().bytes());
            layer.add("entries", now -> now.holds().entries());
            layer.add("evictions", now -> now.holds().evictions());
            layer.add("damaged", now -> now.holds().damaged());
            layer.add("errors", CacheStatistics.Tier::errors);
            layer.add("queued_bytes", CacheStatistics.Tier::queuedBytes);
            layer.add("dropped_writes", CacheStatistics.Tier::droppedWrites);
            layer.add("up", now -> now.up() ? 1 : 0);
        }
        for (Bucket bucket : buckets) {
            if (bucket.cache().isPresent()) {
                registerLookups(control.tierNames(), bucket, gauges);
            }
        }
        gauges.accept("yatagarasu_warmup_jobs", control::warmUpsAtWork);
        control.invalidation().ifPresent(invalidation -> {
            gauges.accept("yatagarasu_invalidations_sent", invalidation::sent);
            gauges.accept("yatagarasu_invalidations_unsent", invalidation::unsent);
            gauges.accept("yatagarasu_invalidations_received", invalidation::received);
            gauges.accept("yatagarasu_invalidations_missed", invalidation::missed);
            gauges.accept("yatagarasu_invalidation_bus_up", () -> invalidation.isUp() ? 1 : 0);
        });
    }

    private static void registerLookups(List<String> tiers, Bucket bucket, BiConsumer<String, Gauge<Number>> gauges) {
        Lookups lookups = bucket.lookups();
        for (int i = 0; i < tiers.size(); i++) {
            int place = i;
            String[] labels = {"bucket", bucket.name(), "tier", tiers.get(i)};
            gauges.accept(LabeledName.of("yatagarasu_cache_hits", labels), () -> lookups.hits(place));
            gauges.accept(LabeledName.of("yatagarasu_cache_misses", labels), () -> lookups.misses(place));
        }
    }

    private record Registration(CacheControl control, BiConsumer<String, Gauge<Number>> gauges, String tier) {
        void add(String what, ToLongFunction<CacheStatistics.Tier> value) {
            gauges.accept(
                    LabeledName.of("yatagarasu_cache_" + what, "tier", tier),
                    () -> control.tiers().stream()
                            .filter(now -> now.name().equals(tier))
                            .mapToLong(value)
                            .sum());
        }
    }
}
