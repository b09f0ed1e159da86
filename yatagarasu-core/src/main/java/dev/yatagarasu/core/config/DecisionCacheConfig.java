package dev.yatagarasu.core.config;

import java.time.Duration;

/**
 * How long decisions of a policy are remembered. No decision outlives the identity that it was made for.
 *
 * @param ttl how long a positive decision is remembered; 0 turns it off
 * @param negativeTtl how long a negative decision is remembered; 0 turns it off
 * @param maxEntries the maximum number of remembered decisions, 1 to 10,000,000; the least used are dropped first
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

    /** A minute for positive decisions, ten seconds for negative ones, at most 100,000 decisions. */
    public static DecisionCacheConfig defaults() {
        return new DecisionCacheConfig(Duration.ofSeconds(60), Duration.ofSeconds(10), 100_000);
    }

    /** Remembers nothing. */
    public static DecisionCacheConfig off() {
        return new DecisionCacheConfig(Duration.ZERO, Duration.ZERO, 1);
    }
}
