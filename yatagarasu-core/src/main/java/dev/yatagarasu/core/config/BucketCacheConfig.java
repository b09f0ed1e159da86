package dev.yatagarasu.core.config;

import java.time.Duration;

/**
 * How one bucket uses the cache. What storage says about an object takes precedence over the durations.
 *
 * @param enabled whether the bucket uses the cache
 * @param ttl how long an object is fresh; 0 revalidates it before every use
 * @param maxObjectSize larger objects, in bytes, are not kept
 * @param negativeTtl how long the absence of an object is remembered; 0 turns it off
 * @param staleWhileRevalidate how long a stale object is served while it is being revalidated
 * @param serveStale how long a stale object is served while storage fails
 */
public record BucketCacheConfig(
        boolean enabled,
        Duration ttl,
        long maxObjectSize,
        Duration negativeTtl,
        Duration staleWhileRevalidate,
        Duration serveStale) {
    public BucketCacheConfig {
        if (ttl.isNegative()
                || maxObjectSize < 0
                || negativeTtl.isNegative()
                || staleWhileRevalidate.isNegative()
                || serveStale.isNegative()) {
            throw new IllegalArgumentException("durations and sizes of a bucket's cache are not negative");
        }
    }

    /** Enabled: objects up to 1 GiB, fresh for one hour, absence remembered for five seconds, never served stale. */
    public static BucketCacheConfig defaults() {
        return builder().build();
    }

    /** The bucket does not use the cache. */
    public static BucketCacheConfig disabled() {
        return new BucketCacheConfig(false, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** Starts with {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. Not safe for several threads. */
    public static final class Builder {
        private boolean enabled = true;
        private Duration ttl = Duration.ofHours(1);
        private long maxObjectSize = 1L << 30;
        private Duration negativeTtl = Duration.ofSeconds(5);
        private Duration staleWhileRevalidate = Duration.ZERO;
        private Duration serveStale = Duration.ZERO;

        private Builder() {}

        /** Whether the bucket uses the cache; true by default. */
        public Builder enabled(boolean enabled) {
            this.enabled = enabled;
            return this;
        }

        /**
         * How long an object is fresh if storage does not say; an hour by default. 0 revalidates it before every use.
         */
        public Builder ttl(Duration ttl) {
            this.ttl = ttl;
            return this;
        }

        /** The largest object that is kept, in bytes, 0 or more; 1 GiB by default. */
        public Builder maxObjectSize(long maxObjectSize) {
            this.maxObjectSize = maxObjectSize;
            return this;
        }

        /** How long the absence of an object is remembered; five seconds by default. 0 turns it off. */
        public Builder negativeTtl(Duration negativeTtl) {
            this.negativeTtl = negativeTtl;
            return this;
        }

        /**
         * How long a stale object is served while it is being revalidated, if storage does not say; 0, not at all, by
         * default.
         */
        public Builder staleWhileRevalidate(Duration staleWhileRevalidate) {
            this.staleWhileRevalidate = staleWhileRevalidate;
            return this;
        }

        /**
         * How long a stale object is served while storage fails, if storage does not say; 0, not at all, by default.
         */
        public Builder serveStale(Duration serveStale) {
            this.serveStale = serveStale;
            return this;
        }

        /** The settings. */
        public BucketCacheConfig build() {
            return new BucketCacheConfig(enabled, ttl, maxObjectSize, negativeTtl, staleWhileRevalidate, serveStale);
        }
    }
}
