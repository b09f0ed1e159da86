package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.CacheTier;

/**
 * A tier below memory, as it is put into a cache.
 *
 * @param name its type, for metrics and headers
 * @param tier the tier; the cache closes it
 * @param largestObject objects of more bytes are nothing for it
 * @param sharing whether other instances use it too
 */
public record LowerTier(String name, CacheTier tier, long largestObject, Sharing sharing) {

    /** Who else may write to a tier, and who purges it. */
    public enum Sharing {
        /** This instance alone. */
        NONE,
        /** Others may write to it; nobody knows whether they purge it. */
        UNKNOWN,
        /** Instances that hear of each other's purges write to it, and whoever purges does it for all. */
        BY_BUS
    }
}
