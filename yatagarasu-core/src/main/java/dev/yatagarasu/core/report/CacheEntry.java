package dev.yatagarasu.core.report;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import java.util.List;

/**
 * What the tiers hold of one object.
 *
 * @param atMillis when they were asked, in milliseconds since the epoch: what ages and lifetimes count to
 * @param tiers all tiers, in the order in which they are asked
 */
public record CacheEntry(long atMillis, List<InTier> tiers) {
    public CacheEntry {
        tiers = List.copyOf(tiers);
    }

    /**
     * What one tier holds of it.
     *
     * @param tier the tier's name
     * @param up whether it could be asked
     * @param heads what is stored: the head of the object, if there is one, and those of its versions
     */
    public record InTier(String tier, boolean up, List<Head> heads) {
        public InTier {
            heads = List.copyOf(heads);
        }
    }

    /**
     * One head.
     *
     * @param key the name it is stored under
     * @param head the head
     * @param blocksPresent how many of the object's blocks the tier is known to have; its content counts as one
     */
    public record Head(ObjectKey key, CachedHead head, int blocksPresent) {}
}
