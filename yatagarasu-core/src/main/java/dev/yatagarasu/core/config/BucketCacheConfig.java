package dev.yatagarasu.core.config;

import java.time.Duration;

/**
 * How one bucket uses the cache.
 *
 * @param enabled whether it does
 * @param ttl how long an object is fresh when storage does not say; 0 keeps only what storage gives a lifetime
 * @param maxObjectSize larger objects, in bytes, are not kept; {@value #LARGEST_OBJECT} at most
 */
public record BucketCacheConfig(boolean enabled, Duration ttl, int maxObjectSize) {
    /** The largest object the cache can hold, in bytes. */
    public static final int LARGEST_OBJECT = 256 * 1024;

    public BucketCacheConfig {
        if (ttl.isNegative() || maxObjectSize < 0 || maxObjectSize > LARGEST_OBJECT) {
            throw new IllegalArgumentException("not usable: ttl " + ttl + ", max_object_size " + maxObjectSize);
        }
    }

    /** On, one hour, objects up to 256 KiB. */
    public static BucketCacheConfig defaults() {
        return new BucketCacheConfig(true, Duration.ofHours(1), LARGEST_OBJECT);
    }

    /** Off. */
    public static BucketCacheConfig disabled() {
        return new BucketCacheConfig(false, Duration.ZERO, 0);
    }
}
