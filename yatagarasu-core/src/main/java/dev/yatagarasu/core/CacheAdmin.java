package dev.yatagarasu.core;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.internal.assembly.EngineAssembly;
import dev.yatagarasu.core.internal.cache.Invalidation;
import dev.yatagarasu.core.internal.cache.Lookups;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.cache.PurgeResult;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.internal.metrics.RequestMetrics;
import dev.yatagarasu.core.internal.warmup.WarmUpTarget;
import dev.yatagarasu.core.internal.warmup.WarmUps;
import dev.yatagarasu.core.report.CacheEntry;
import dev.yatagarasu.core.report.CacheStatistics;
import dev.yatagarasu.core.report.InvalidationStatus;
import dev.yatagarasu.core.warmup.WarmUp;
import dev.yatagarasu.core.warmup.WarmUpJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The operations on the cache for operators and applications. Calls block while a tier does. Safe from any thread. */
public final class CacheAdmin {
    private final ObjectCache cache;
    private final Optional<Invalidation> invalidation;
    private final Supplier<Site> site;
    private final WarmUps warmUps;

    CacheAdmin(EngineAssembly assembly) {
        this.cache = assembly.cache();
        this.invalidation = assembly.invalidation();
        this.site = assembly.engine()::site;
        this.warmUps = assembly.warmUps();
    }

    /**
     * Drops the entries that {@code purge} names, or makes them stale if the purge is soft. Also tells the other
     * instances if they share a tier.
     *
     * @return how many objects and variants that were, in the tier of this instance that had most of them
     * @throws UnknownBucketException if no bucket has that name
     * @throws PurgedHereOnlyException if this instance has purged, but the other instances could not be told
     * @throws PurgedInPartException if a tier could not be purged: its entries might be served after a restart
     */
    public long purge(Purge purge) {
        Purge meant = purge.in(bucket(site.get(), purge.bucket()).cacheName());
        PurgeResult purged = cache.purge(meant);
        if (invalidation.isPresent()) {
            try {
                invalidation.get().publish(meant);
            } catch (YatagarasuException e) {
                throw new PurgedHereOnlyException(purged.heads(), e);
            }
        }
        if (!purged.owing().isEmpty()) {
            throw new PurgedInPartException(purged);
        }
        return purged.heads();
    }

    private static Bucket bucket(Site site, String name) {
        return site.bucket(name)
                .orElseThrow(
                        () -> new UnknownBucketException(name, site.byName().keySet()));
    }

    /** The contents and counters of the cache, by tier and by bucket. */
    public CacheStatistics statistics() {
        List<CacheStatistics.Bucket> buckets = site.get().buckets().stream()
                .map(bucket -> new CacheStatistics.Bucket(bucket.name(), answers(bucket.metrics()), lookups(bucket)))
                .toList();
        return new CacheStatistics(cache.tiers(), buckets);
    }

    private static CacheStatistics.Answers answers(RequestMetrics metrics) {
        return new CacheStatistics.Answers(
                metrics.answers(CacheOutcome.HIT),
                metrics.answers(CacheOutcome.MISS),
                metrics.answers(CacheOutcome.STALE),
                metrics.answers(CacheOutcome.REVALIDATED),
                metrics.answers(CacheOutcome.BYPASS),
                metrics.bytesFromCache(),
                metrics.bytesFromStorage());
    }

    private List<CacheStatistics.TierLookups> lookups(Bucket bucket) {
        if (bucket.cache().isEmpty()) {
            return List.of();
        }
        Lookups counted = bucket.lookups();
        List<CacheStatistics.TierLookups> tiers = new ArrayList<>();
        for (String name : cache.tierNames()) {
            int place = tiers.size();
            tiers.add(new CacheStatistics.TierLookups(name, counted.hits(place), counted.misses(place)));
        }
        return tiers;
    }

    /**
     * What each tier has of one object, fresh or stale. The call counts as a use in tiers that record the time of use,
     * but not as a look-up.
     *
     * @param key the object's exact key
     * @throws UnknownBucketException if no bucket has that name
     */
    public CacheEntry entry(String bucket, String key) {
        return cache.inspect(ObjectKey.of(bucket(site.get(), bucket).cacheName(), key));
    }

    /**
     * Starts to load objects into the cache in the background. The next reload cancels the job, and so does closing the
     * engine. The job is not counted as client requests.
     *
     * @throws UnknownBucketException if no bucket has that name
     * @throws IllegalArgumentException if the bucket uses no cache
     * @throws dev.yatagarasu.core.warmup.TooManyWarmUpsException if too many jobs are running
     */
    public WarmUpJob warm(WarmUp warmUp) {
        Site entered = enter(warmUp.bucket());
        Bucket bucket = bucket(entered, warmUp.bucket());
        return warmUps.start(warmUp, new WarmUpTarget(bucket, bucket.storage(), cache, entered::leave));
    }

    /** Enters the site in force, so that its storage stays open. */
    private Site enter(String bucket) {
        Site now = siteThatCaches(bucket);
        while (!now.enter()) {
            Site next = siteThatCaches(bucket);
            if (next.equals(now)) {
                throw new IllegalStateException("the engine is closed");
            }
            now = next;
        }
        return now;
    }

    private Site siteThatCaches(String bucket) {
        Site now = site.get();
        if (bucket(now, bucket).cache().isEmpty()) {
            throw new IllegalArgumentException("bucket \"" + bucket + "\" uses no cache: there is nothing to warm up");
        }
        return now;
    }

    /** The warm-ups, latest first: all running ones, and up to a hundred that have ended. */
    public List<WarmUpJob> warmUps() {
        return warmUps.all();
    }

    /** The warm-up with this id, if it is one of {@link #warmUps}. */
    public Optional<WarmUpJob> warmUp(String id) {
        return warmUps.find(id);
    }

    /** The exchange of purges with other instances, if instances share a tier. */
    public Optional<InvalidationStatus> invalidation() {
        return invalidation.map(Invalidation::status);
    }
}
