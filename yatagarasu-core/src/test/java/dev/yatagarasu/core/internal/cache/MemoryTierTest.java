package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.testkit.CacheTierContract;

/** The memory tier keeps the contract of all tiers. */
final class MemoryTierTest extends CacheTierContract {
    @Override
    protected CacheTier openTier() {
        return new MemoryTier(64L << 20, clock());
    }

    /** Blocks count as entries here. */
    @Override
    protected boolean countsEntries() {
        return false;
    }
}
