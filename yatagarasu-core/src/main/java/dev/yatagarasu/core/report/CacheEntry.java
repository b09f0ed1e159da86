package dev.yatagarasu.core.report;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import java.util.List;

/**
 * The cached heads of one object, by tier.
 *
 * @param atMillis when the tiers were asked, in milliseconds since the epoch; ages and lifetimes are relative to it
 * @param tiers all tiers, in the order in which they are asked
 */
public record CacheEntry(long atMillis, List<InTier> tiers) {
    public CacheEntry {
        tiers = List.copyOf(tiers);
    }

    /**
     * The heads in one tier.
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
