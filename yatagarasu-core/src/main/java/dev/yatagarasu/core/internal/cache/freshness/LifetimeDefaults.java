package dev.yatagarasu.core.internal.cache.freshness;

import java.time.Duration;

/**
 * What a bucket says about lifetimes where storage says nothing. Zero turns the thing off.
 *
 * @param ttl how long an object is fresh, from when storage was asked
 * @param negativeTtl how long it is believed that an object does not exist; storage can only shorten it
 * @param staleWhileRevalidate how long a stale object may be served while it is being revalidated
 * @param staleIfError how long a stale object may be served while storage fails
 */
public record LifetimeDefaults(
        Duration ttl, Duration negativeTtl, Duration staleWhileRevalidate, Duration staleIfError) {
    public LifetimeDefaults {
        if (ttl.isNegative()
                || negativeTtl.isNegative()
                || staleWhileRevalidate.isNegative()
                || staleIfError.isNegative()) {
            throw new IllegalArgumentException("a lifetime is not negative");
        }
    }
}
