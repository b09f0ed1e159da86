package dev.yatagarasu.core.config;

import java.util.Optional;

/**
 * How many requests all buckets together take.
 *
 * @param global from everybody together; empty for no limit
 * @param perIp from one client address, of IPv6 from one network of 64 bits; empty for no limit
 */
public record ServerRateLimit(Optional<Rate> global, Optional<Rate> perIp) {
    private static final ServerRateLimit NONE = new ServerRateLimit(Optional.empty(), Optional.empty());

    /** No limit. */
    public static ServerRateLimit none() {
        return NONE;
    }
}
