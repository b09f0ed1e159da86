package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.util.List;

/** Reads the section {@code cache} of the configuration, and that of a bucket. */
final class CacheReader {
    private static final long SMALLEST_MEMORY = 1024 * 1024;
    private static final long LARGEST_MEMORY = 1L << 50;

    private CacheReader() {}

    static CacheConfig shared(ConfigNode section) {
        NotYet.refuse(section, "disk", "redis");
        checkLayers(section);
        CacheConfig defaults = CacheConfig.defaults();
        return new CacheConfig(
                section.bool("enabled").orElse(defaults.enabled()),
                section.childOrEmpty("memory")
                        .size("max_size", SMALLEST_MEMORY, LARGEST_MEMORY)
                        .orElse(defaults.memorySize()));
    }

    private static void checkLayers(ConfigNode section) {
        List<ConfigNode> layers = section.items("layers");
        if (layers.isEmpty() && section.isList("layers")) {
            section.problem("layers", "names no layer: write [memory], or enabled: false for no cache");
        }
        for (int i = 0; i < layers.size(); i++) {
            checkLayer(layers.get(i), i);
        }
    }

    private static void checkLayer(ConfigNode layer, int position) {
        layer.text().ifPresent(name -> {
            switch (name) {
                case "memory" -> {
                    if (position > 0) {
                        layer.problem("must be the only layer, once: write layers: [memory]");
                    }
                }
                case "disk", "redis" -> layer.problem(NotYet.message("\"" + name + "\""));
                default -> layer.problem("must be memory, the only layer of this version");
            }
        });
    }

    static BucketCacheConfig ofBucket(ConfigNode section) {
        NotYet.refuse(section, "negative_ttl");
        BucketCacheConfig defaults = BucketCacheConfig.defaults();
        return new BucketCacheConfig(
                section.bool("enabled").orElse(defaults.enabled()),
                section.duration("ttl").orElse(defaults.ttl()),
                maxObjectSize(section, defaults.maxObjectSize()));
    }

    private static int maxObjectSize(ConfigNode section, int otherwise) {
        long size = section.size("max_object_size").orElse(otherwise);
        if (size <= BucketCacheConfig.LARGEST_OBJECT) {
            return (int) size;
        }
        section.problem(
                "max_object_size",
                "must be 256KB or less, found " + section.describe("max_object_size")
                        + ": this version caches no larger objects");
        return otherwise;
    }
}
