package dev.yatagarasu.core.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cache that all buckets share.
 *
 * @param enabled whether there is a cache
 * @param layers its tiers in the order in which they are asked; memory is always asked first
 */
public record CacheConfig(boolean enabled, List<TierConfig> layers) {
    public CacheConfig {
        layers = List.copyOf(layers);
        Set<String> types = new HashSet<>();
        for (TierConfig layer : layers) {
            if (!types.add(layer.type())) {
                throw new IllegalArgumentException("two layers are called " + layer.type());
            }
        }
    }

    /** A memory tier of a quarter of the heap. */
    public static CacheConfig defaults() {
        return inMemory(Runtime.getRuntime().maxMemory() / 4);
    }

    /** A memory tier of {@code maxSize} bytes; at most three quarters of the heap. */
    public static CacheConfig inMemory(long maxSize) {
        return of(new TierConfig.Memory(maxSize));
    }

    /** These tiers; their types must differ. */
    public static CacheConfig of(TierConfig... layers) {
        return new CacheConfig(true, List.of(layers));
    }

    /** No cache at all. */
    public static CacheConfig disabled() {
        return new CacheConfig(false, List.of());
    }

    /** The size of the memory tier in bytes; 0 without one. */
    public long memorySize() {
        return layers.stream()
                .filter(TierConfig.Memory.class::isInstance)
                .mapToLong(layer -> ((TierConfig.Memory) layer).maxSize())
                .sum();
    }

    /** The tiers other than memory. */
    public List<TierConfig> below() {
        return layers.stream()
                .filter(layer -> !(layer instanceof TierConfig.Memory))
                .toList();
    }
}
