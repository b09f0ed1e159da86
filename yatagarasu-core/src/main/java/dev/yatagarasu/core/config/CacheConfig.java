package dev.yatagarasu.core.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cache that all buckets share.
 *
 * @param enabled whether there is one
 * @param layers its layers in the order in which they are asked; memory is asked first wherever it stands
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

    /** Memory alone, a quarter of the heap. */
    public static CacheConfig defaults() {
        return inMemory(Runtime.getRuntime().maxMemory() / 4);
    }

    /** Memory alone, of so many bytes. */
    public static CacheConfig inMemory(long maxSize) {
        return of(new TierConfig.Memory(maxSize));
    }

    /** These layers. */
    public static CacheConfig of(TierConfig... layers) {
        return new CacheConfig(true, List.of(layers));
    }

    /** No cache at all. */
    public static CacheConfig disabled() {
        return new CacheConfig(false, List.of());
    }

    /** Bytes that the memory layer may hold; 0 without one. */
    public long memorySize() {
        return layers.stream()
                .filter(TierConfig.Memory.class::isInstance)
                .mapToLong(layer -> ((TierConfig.Memory) layer).maxSize())
                .sum();
    }

    /** The layers below memory. */
    public List<TierConfig> below() {
        return layers.stream()
                .filter(layer -> !(layer instanceof TierConfig.Memory))
                .toList();
    }
}
