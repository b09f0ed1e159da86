package dev.yatagarasu.core;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.core.internal.cache.Invalidation;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.internal.policy.Policy;
import java.util.Optional;
import java.util.function.Supplier;

/** The operations on remembered decisions for operators and applications. Safe from any thread. */
public final class DecisionAdmin {
    private final Supplier<Site> site;
    private final Optional<Invalidation> invalidation;

    DecisionAdmin(Supplier<Site> site, Optional<Invalidation> invalidation) {
        this.site = site;
        this.invalidation = invalidation;
    }

    /**
     * Has policies asked again: forgets what they decided, here and, if instances share a tier of the cache that carries
     * such messages, everywhere. Blocks while others are told.
     *
     * @return how many decisions of this instance are forgotten
     * @throws UnknownBucketException if no bucket has that name
     * @throws PurgedHereOnlyException if it was done here, but other instances could not be told
     */
    public long purge(DecisionPurge purge) {
        Site now = site.get();
        purge.bucket().ifPresent(bucket -> requireBucket(now, bucket));
        long forgotten = now.forget(purge);
        if (invalidation.isPresent()) {
            try {
                invalidation.get().publish(purge);
            } catch (YatagarasuException e) {
                throw new PurgedHereOnlyException(forgotten, e);
            }
        }
        return forgotten;
    }

    private static void requireBucket(Site site, String bucket) {
        if (site.bucket(bucket).isEmpty()) {
            throw new UnknownBucketException(bucket, site.byName().keySet());
        }
    }

    /** The number of remembered decisions about a bucket; 0 if there is no such bucket. */
    public long remembered(String bucket) {
        return site.get()
                .bucket(bucket)
                .flatMap(known -> known.policy())
                .map(Policy::size)
                .orElse(0L);
    }
}
