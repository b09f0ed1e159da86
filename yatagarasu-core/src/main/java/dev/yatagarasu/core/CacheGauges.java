package dev.yatagarasu.core;

import dev.yatagarasu.core.cache.CacheStatistics;
import dev.yatagarasu.core.cache.Invalidation;
import dev.yatagarasu.core.cache.Lookups;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.metrics.EngineMetrics;
import dev.yatagarasu.core.metrics.Family;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the cache shows of itself in the metrics: per layer and bucket, and of the bus to other instances. */
final class CacheGauges {
    private CacheGauges() {}

    static void register(CacheControl control, Iterable<Bucket> buckets, EngineMetrics metrics) {
        for (String tier : control.tierNames()) {
            Registration layer = new Registration(control, metrics, tier);
            layer.add(Family.CACHE_BYTES, now -> now.holds().bytes());
            layer.add(Family.CACHE_ENTRIES, now -> now.holds().entries());
            layer.add(Family.CACHE_EVICTIONS, now -> now.holds().evictions());
            layer.add(Family.CACHE_DAMAGED, now -> now.holds().damaged());
            layer.add(Family.CACHE_ERRORS, CacheStatistics.Tier::errors);
            layer.add(Family.CACHE_QUEUED_BYTES, CacheStatistics.Tier::queuedBytes);
            layer.add(Family.CACHE_DROPPED_WRITES, CacheStatistics.Tier::droppedWrites);
            layer.add(Family.CACHE_UP, now -> now.up() ? 1 : 0);
        }
        for (Bucket bucket : buckets) {
            if (bucket.cache().isPresent()) {
                registerLookups(control.tierNames(), bucket, metrics);
            }
        }
        metrics.show(Family.WARMUP_JOBS, control::warmUpsAtWork);
        control.invalidation().ifPresent(invalidation -> registerBus(invalidation, metrics));
    }

    private static void registerBus(Invalidation invalidation, EngineMetrics metrics) {
        metrics.show(Family.INVALIDATIONS_SENT, invalidation::sent);
        metrics.show(Family.INVALIDATIONS_UNSENT, invalidation::unsent);
        metrics.show(Family.INVALIDATIONS_RECEIVED, invalidation::received);
        metrics.show(Family.INVALIDATIONS_MISSED, invalidation::missed);
        metrics.show(Family.INVALIDATION_BUS_UP, () -> invalidation.isUp() ? 1 : 0);
    }

    private static void registerLookups(List<String> tiers, Bucket bucket, EngineMetrics metrics) {
        Lookups lookups = bucket.lookups();
        for (int i = 0; i < tiers.size(); i++) {
            int place = i;
            String[] labels = {"bucket", bucket.name(), "tier", tiers.get(i)};
            metrics.show(Family.CACHE_HITS, () -> lookups.hits(place), labels);
            metrics.show(Family.CACHE_MISSES, () -> lookups.misses(place), labels);
        }
    }

    private record Registration(CacheControl control, EngineMetrics metrics, String tier) {
        void add(Family family, ToLongFunction<CacheStatistics.Tier> value) {
            metrics.show(family, () -> known(value), "tier", tier);
        }

        /** What no tier can count is not shown. */
        private @Nullable Long known(ToLongFunction<CacheStatistics.Tier> value) {
            return control.tiers().stream()
                    .filter(now -> now.name().equals(tier))
                    .map(value::applyAsLong)
                    .filter(count -> count >= 0)
                    .findFirst()
                    .orElse(null);
        }
    }
}
