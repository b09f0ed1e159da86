package dev.yatagarasu.core.internal.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToLongFunction;

/** The look-ups of all buckets, by name. What was counted of a bucket that is gone stays in the sums. Safe from any thread. */
final class LookupCounts {
    private final int tiers;
    private final Lookups gone;
    private final ConcurrentMap<String, Lookups> byBucket = new ConcurrentHashMap<>();

    LookupCounts(int tiers) {
        this.tiers = tiers;
        this.gone = Lookups.of(tiers);
    }

    /** The counts of that bucket, from now on the same ones. */
    Lookups of(String bucket) {
        return byBucket.computeIfAbsent(bucket, name -> Lookups.of(tiers));
    }

    /** Counts that nobody sees. */
    Lookups unseen() {
        return Lookups.of(tiers);
    }

    /** The bucket is gone: under its name counting starts anew. */
    void forget(String bucket) {
        Lookups counted = byBucket.remove(bucket);
        if (counted != null) {
            gone.add(counted);
        }
    }

    long hits(int tier) {
        return sum(counted -> counted.hits(tier));
    }

    long misses(int tier) {
        return sum(counted -> counted.misses(tier));
    }

    private long sum(ToLongFunction<Lookups> count) {
        return byBucket.values().stream().mapToLong(count).sum() + count.applyAsLong(gone);
    }
}
