package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.core.internal.cache.Invalidation;
import dev.yatagarasu.core.internal.cache.Lookups;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.warmup.WarmUps;
import dev.yatagarasu.core.report.CacheStatistics;
import dev.yatagarasu.core.report.MetricFamily;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the cache shows of itself in the metrics: per tier and bucket, and of the bus to other instances. */
record CacheGauges(ObjectCache cache, Optional<Invalidation> invalidation, WarmUps warmUps) {
    void register(Iterable<Bucket> buckets, EngineMetrics metrics) {
        for (String tier : cache.tierNames()) {
            Registration shown = new Registration(cache, metrics, tier);
            shown.add(MetricFamily.CACHE_BYTES, now -> now.holds().bytes());
            shown.add(MetricFamily.CACHE_ENTRIES, now -> now.holds().entries());
            shown.add(MetricFamily.CACHE_EVICTIONS, now -> now.holds().evictions());
            shown.add(MetricFamily.CACHE_DAMAGED, now -> now.holds().damaged());
            shown.add(MetricFamily.CACHE_ERRORS, CacheStatistics.Tier::errors);
            shown.add(MetricFamily.CACHE_QUEUED_BYTES, CacheStatistics.Tier::queuedBytes);
            shown.add(MetricFamily.CACHE_DROPPED_WRITES, CacheStatistics.Tier::droppedWrites);
            shown.add(MetricFamily.CACHE_UP, now -> now.up() ? 1 : 0);
        }
        for (Bucket bucket : buckets) {
            if (bucket.cache().isPresent()) {
                registerLookups(cache.tierNames(), bucket, metrics);
            }
        }
        metrics.show(MetricFamily.WARMUP_JOBS, warmUps::atWork);
        invalidation.ifPresent(invalidation -> registerBus(invalidation, metrics));
    }

    private static void registerBus(Invalidation invalidation, EngineMetrics metrics) {
        metrics.show(
                MetricFamily.INVALIDATIONS_SENT, () -> invalidation.status().sent());
        metrics.show(
                MetricFamily.INVALIDATIONS_UNSENT, () -> invalidation.status().unsent());
        metrics.show(
                MetricFamily.INVALIDATIONS_RECEIVED, () -> invalidation.status().received());
        metrics.show(
                MetricFamily.INVALIDATIONS_MISSED, () -> invalidation.status().missed());
        metrics.show(
                MetricFamily.INVALIDATION_BUS_UP, () -> invalidation.status().up() ? 1 : 0);
    }

    private static void registerLookups(List<String> tiers, Bucket bucket, EngineMetrics metrics) {
        Lookups lookups = bucket.lookups();
        for (int i = 0; i < tiers.size(); i++) {
            int place = i;
            String[] labels = {"bucket", bucket.name(), "tier", tiers.get(i)};
            metrics.show(MetricFamily.CACHE_HITS, () -> lookups.hits(place), labels);
            metrics.show(MetricFamily.CACHE_MISSES, () -> lookups.misses(place), labels);
        }
    }

    private record Registration(ObjectCache cache, EngineMetrics metrics, String tier) {
        void add(MetricFamily family, ToLongFunction<CacheStatistics.Tier> value) {
            metrics.show(family, () -> known(value), "tier", tier);
        }

        /** What no tier can count is not shown. */
        private @Nullable Long known(ToLongFunction<CacheStatistics.Tier> value) {
            return cache.tiers().stream()
                    .filter(now -> now.name().equals(tier))
                    .map(value::applyAsLong)
                    .filter(count -> count >= 0)
                    .findFirst()
                    .orElse(null);
        }
    }
}
