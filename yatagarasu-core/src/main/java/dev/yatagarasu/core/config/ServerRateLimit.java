package dev.yatagarasu.core.config;

import java.util.Optional;

/**
 * How many requests all buckets together accept.
 *
 * @param global requests of all clients together; empty for no limit
 * @param perIp requests of one client address, or of one /64 network of IPv6; empty for no limit
 */
public record ServerRateLimit(Optional<Rate> global, Optional<Rate> perIp) {
    private static final ServerRateLimit NONE = new ServerRateLimit(Optional.empty(), Optional.empty());

    /** No limit. */
    public static ServerRateLimit none() {
        return NONE;
    }
}
