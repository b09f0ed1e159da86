package dev.yatagarasu.core.report;

import dev.yatagarasu.api.cache.TierStatistics;
import java.util.List;

/**
 * The counters of the cache since the start, and its current contents. The numbers are not read atomically, so they may
 * not add up exactly.
 *
 * @param tiers the tiers, in the order in which they are asked
 * @param buckets the buckets, in the order of the configuration
 */
public record CacheStatistics(List<Tier> tiers, List<Bucket> buckets) {
    public CacheStatistics {
        tiers = List.copyOf(tiers);
        buckets = List.copyOf(buckets);
    }

    /**
     * One tier. Warming up counts in no look-up; what it holds is counted for all buckets together: which bucket's share
     * that is, no tier knows without going through all of it.
     *
     * @param name its type: {@code memory}, {@code disk}, {@code redis} or that of a plug-in
     * @param up whether its last call went well
     * @param holds what it holds
     * @param hits look-ups of heads and blocks that found something
     * @param misses look-ups of heads and blocks that found nothing
     * @param errors calls that failed
     * @param queuedBytes bytes waiting to be written
     * @param droppedWrites writes dropped because too many were waiting
     */
    public record Tier(
            String name,
            boolean up,
            TierStatistics holds,
            long hits,
            long misses,
            long errors,
            long queuedBytes,
            long droppedWrites) {
        /** Hits among look-ups, from 0 to 1; 0 before the first one. */
        public double hitRatio() {
            return ratio(hits, misses);
        }
    }

    /**
     * One bucket: the requests for it, and how often its heads and blocks were looked for in which tier.
     *
     * @param name its configured name
     * @param answers what came of the requests
     * @param tiers the tiers, in the order in which they are asked
     */
    public record Bucket(String name, Answers answers, List<TierLookups> tiers) {
        public Bucket {
            tiers = List.copyOf(tiers);
        }
    }

    /**
     * The answers of a bucket by what {@code X-Cache} said, errors among them, and the bytes of objects in them. A body
     * counts as a whole as one or the other, by how its answer started, even if only its beginning was cached.
     *
     * @param hits from the cache
     * @param misses at least partly from storage
     * @param stale from the cache, no longer fresh
     * @param revalidated from the cache, after storage confirmed that the copy is still current
     * @param bypass the cache was not used
     * @param bytesFromCache bytes of objects sent in hits, stale and revalidated answers
     * @param bytesFromStorage bytes of objects sent in all others; bodies of errors are nobody's
     */
    public record Answers(
            long hits,
            long misses,
            long stale,
            long revalidated,
            long bypass,
            long bytesFromCache,
            long bytesFromStorage) {
        /** The share of answers from the cache among those that used it, from 0 to 1; 0 before the first one. */
        public double hitRatio() {
            return ratio(hits + stale + revalidated, misses);
        }
    }

    /**
     * Look-ups of one bucket in one tier.
     *
     * @param tier the tier's name
     * @param hits look-ups of heads and blocks that found something
     * @param misses look-ups of heads and blocks that found nothing
     */
    public record TierLookups(String tier, long hits, long misses) {
        /** Hits among look-ups, from 0 to 1; 0 before the first one. */
        public double hitRatio() {
            return ratio(hits, misses);
        }
    }

    private static double ratio(long hits, long misses) {
        long all = hits + misses;
        return all == 0 ? 0 : (double) hits / (double) all;
    }
}
