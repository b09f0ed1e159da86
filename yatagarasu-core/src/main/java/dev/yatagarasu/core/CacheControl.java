package dev.yatagarasu.core;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.cache.CacheStatistics;
import dev.yatagarasu.core.cache.Invalidation;
import dev.yatagarasu.core.cache.ObjectCache;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Site;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What operators and applications may do with the cache. Blocks where a layer does; safe from any thread. */
public final class CacheControl implements AutoCloseable {
    private final ObjectCache cache;
    private final Optional<Invalidation> invalidation;
    private final Supplier<Site> site;

    private CacheControl(ObjectCache cache, Optional<Invalidation> invalidation, Supplier<Site> site) {
        this.cache = cache;
        this.invalidation = invalidation;
        this.site = site;
    }

    /** Controls a cache, and keeps it in step with those of other instances if the layers bring a bus. */
    static CacheControl of(ObjectCache cache, CacheAssembly layers, Supplier<Site> site) {
        Optional<Invalidation> invalidation =
                layers.bus().map(bus -> new Invalidation(bus, new HeldBySite(cache, site), layers.position()));
        invalidation.ifPresent(Invalidation::start);
        return new CacheControl(cache, invalidation, site);
    }

    /**
     * Drops what {@code purge} names, here and, if instances share a layer, everywhere; or makes it stale, if it is soft.
     *
     * @return how many objects and variants that were, in the layer of this instance that had most of them
     * @throws IllegalArgumentException if no bucket has that name
     * @throws YatagarasuException if it was done here, but other instances could not be told
     */
    public long purge(Purge purge) {
        Purge meant = purge.in(bucket(purge.bucket()).cacheName());
        long purged = cache.purge(meant);
        if (invalidation.isPresent()) {
            try {
                invalidation.get().publish(meant);
            } catch (YatagarasuException e) {
                throw new YatagarasuException(
                        "purged here, but the other instances could not be told: try again (" + e.getMessage() + ")",
                        e);
            }
        }
        return purged;
    }

    private Bucket bucket(String name) {
        Site now = site.get();
        return now.bucket(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no bucket \"" + name + "\"; there are "
                        + new TreeSet<>(now.byName().keySet())));
    }

    /** What the cache holds and has done. */
    public CacheStatistics statistics() {
        return cache.statistics();
    }

    /** How this instance keeps in step with others, if it does. */
    public Optional<Invalidation> invalidation() {
        return invalidation;
    }

    @Override
    public void close() {
        invalidation.ifPresent(Invalidation::close);
        cache.close();
    }
}
