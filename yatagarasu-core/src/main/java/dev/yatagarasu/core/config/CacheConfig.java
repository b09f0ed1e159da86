package dev.yatagarasu.core.config;

/**
 * The cache that all buckets share.
 *
 * @param enabled whether there is one
 * @param memorySize bytes that the memory tier may hold, keys and headers included
 */
public record CacheConfig(boolean enabled, long memorySize) {
    public CacheConfig {
        if (memorySize < 0) {
            throw new IllegalArgumentException("not a size: " + memorySize);
        }
    }

    /** A quarter of the heap. */
    public static CacheConfig defaults() {
        return new CacheConfig(true, Runtime.getRuntime().maxMemory() / 4);
    }

    /** No cache at all. */
    public static CacheConfig disabled() {
        return new CacheConfig(false, 0);
    }
}
