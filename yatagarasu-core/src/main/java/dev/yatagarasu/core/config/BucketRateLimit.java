package dev.yatagarasu.core.config;

import java.util.Optional;

/**
 * How many requests one bucket takes.
 *
 * @param all from everybody together; empty for no limit
 * @param perUser from one principal; empty for no limit
 */
public record BucketRateLimit(Optional<Rate> all, Optional<Rate> perUser) {
    private static final BucketRateLimit NONE = new BucketRateLimit(Optional.empty(), Optional.empty());

    /** No limit. */
    public static BucketRateLimit none() {
        return NONE;
    }
}
