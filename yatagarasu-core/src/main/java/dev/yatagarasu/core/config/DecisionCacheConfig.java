package dev.yatagarasu.core.config;

import java.time.Duration;

/**
 * How long decisions of a policy are remembered, if whoever asked stays valid for that long.
 *
 * @param ttl how long that somebody may read; 0 not at all
 * @param negativeTtl how long that somebody may not; 0 not at all
 * @param maxEntries decisions at most; those that are asked for least go first
 */
public record DecisionCacheConfig(Duration ttl, Duration negativeTtl, int maxEntries) {
    static final int MOST_ENTRIES = 10_000_000;

    public DecisionCacheConfig {
        if (ttl.isNegative() || negativeTtl.isNegative()) {
            throw new IllegalArgumentException("decision_cache: no time span may be negative");
        }
        if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
            throw new IllegalArgumentException("max_entries must be 1 to " + MOST_ENTRIES + ", is " + maxEntries);
        }
    }

    /** A minute for yes, ten seconds for no, 100,000 decisions. */
    public static DecisionCacheConfig defaults() {
        return new DecisionCacheConfig(Duration.ofSeconds(60), Duration.ofSeconds(10), 100_000);
    }

    /** Remembers nothing. */
    public static DecisionCacheConfig off() {
        return new DecisionCacheConfig(Duration.ZERO, Duration.ZERO, 1);
    }
}
