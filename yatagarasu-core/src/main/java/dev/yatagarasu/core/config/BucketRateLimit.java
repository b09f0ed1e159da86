package dev.yatagarasu.core.config;

import java.util.Optional;

/**
 * How many requests one bucket accepts.
 *
 * @param all requests of all clients together; empty for no limit
 * @param perUser requests of one principal; empty for no limit
 */
public record BucketRateLimit(Optional<Rate> all, Optional<Rate> perUser) {
    private static final BucketRateLimit NONE = new BucketRateLimit(Optional.empty(), Optional.empty());

    /** No limit. */
    public static BucketRateLimit none() {
        return NONE;
    }
}
