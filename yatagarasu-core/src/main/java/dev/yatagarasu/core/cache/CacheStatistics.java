package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.cache.TierStatistics;
import java.util.List;

/**
 * What the cache has done since the start and what it holds now.
 *
 * @param tiers the tiers, in the order in which they are asked
 */
public record CacheStatistics(List<Tier> tiers) {
    public CacheStatistics {
        tiers = List.copyOf(tiers);
    }

    /**
     * One tier.
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
            long lookups = hits + misses;
            return lookups == 0 ? 0 : (double) hits / (double) lookups;
        }
    }
}
