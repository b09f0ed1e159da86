package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.NearestName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the section {@code cache} of the configuration, and that of a bucket. */
final class CacheReader {
    private static final long SMALLEST_TIER = 1024 * 1024;
    private static final long LARGEST_TIER = 1L << 50;
    private static final List<String> BUILT_IN = List.of("memory", "disk");
    private static final List<String> SETTINGS = List.of("enabled", "layers");

    private CacheReader() {}

    static CacheConfig shared(ConfigNode section, List<DraftPart<TierConfig>> tiers) {
        return section.bool("enabled").orElse(true)
                ? new CacheConfig(true, tiers.stream().map(DraftPart::config).toList())
                : CacheConfig.disabled();
    }

    /** The layers that could be read. */
    static List<DraftPart<TierConfig>> tiers(ConfigNode section) {
        BUILT_IN.forEach(section::child);
        Map<String, ConfigNode> named = layers(section);
        List<DraftPart<TierConfig>> tiers = new ArrayList<>();
        named.forEach((type, layer) -> part(section, type, layer.path()).ifPresent(tiers::add));
        section.keys().stream()
                .filter(key -> !named.containsKey(key) && isLayer(section, key, named.keySet()))
                .forEach(type -> unused(section, type).ifPresent(tiers::add));
        return tiers;
    }

    /** Whether a key is the name of a layer: of a plug-in's if it holds keys and is no misspelt other key. */
    private static boolean isLayer(ConfigNode section, String key, Set<String> named) {
        if (BUILT_IN.contains(key)) {
            return true;
        }
        Set<String> known = new HashSet<>(named);
        known.addAll(BUILT_IN);
        known.addAll(SETTINGS);
        return section.isMapping(key) && NearestName.of(key, known).isEmpty();
    }

    /** Notes the settings of a layer that is not among the layers; the layer is tried for what else is wrong with it. */
    private static Optional<DraftPart<TierConfig>> unused(ConfigNode section, String type) {
        Optional<DraftPart<TierConfig>> unused = Optional.empty();
        if (BUILT_IN.contains(type)) {
            unused = part(section, type, section.path());
        } else {
            section.leaveTo(type);
        }
        section.problem(
                type,
                "has settings, but is not among the layers: add it to layers, or remove it",
                section.paths("layers"));
        return unused;
    }

    private static Optional<DraftPart<TierConfig>> part(ConfigNode section, String type, String namedAt) {
        return tier(section, type).map(tier -> new DraftPart<>(tier, ConfigNode.join(section.path(), type), namedAt));
    }

    /** The names of the layers, each with the node that names it. */
    private static Map<String, ConfigNode> layers(ConfigNode section) {
        Map<String, ConfigNode> named = new LinkedHashMap<>();
        List<ConfigNode> layers = section.items("layers");
        if (layers.isEmpty() && section.isList("layers")) {
            section.problem("layers", "names no layer: write [memory], or enabled: false for no cache");
        }
        for (ConfigNode layer : layers) {
            layer.text().ifPresent(name -> {
                if (named.putIfAbsent(name, layer) != null) {
                    layer.problem("is named twice: remove one");
                }
            });
        }
        if (!section.has("layers")) {
            named.put("memory", section);
        }
        return named;
    }

    private static Optional<TierConfig> tier(ConfigNode section, String type) {
        return switch (type) {
            case "memory" ->
                Optional.of(new TierConfig.Memory(size(section.childOrEmpty("memory"))
                        .orElse(CacheConfig.defaults().memorySize())));
            case "disk" -> disk(section);
            default -> {
                Optional<ConfigNode> settings = section.childIfUsable(type);
                section.leaveTo(type);
                yield settings.map(node -> new TierConfig.Plugin(type, node));
            }
        };
    }

    private static OptionalLong size(ConfigNode tier) {
        return tier.size("max_size", SMALLEST_TIER, LARGEST_TIER);
    }

    private static Optional<TierConfig> disk(ConfigNode section) {
        ConfigNode disk = section.childOrEmpty("disk");
        if (!section.has("disk")) {
            section.problem("disk", "is missing: write disk: { directory: /var/cache/yatagarasu, max_size: 10GB }");
            return Optional.empty();
        }
        String directory = disk.requiredString("directory");
        OptionalLong maxSize = size(disk);
        Duration verifyInterval = disk.duration("verify_interval").orElse(TierConfig.Disk.DEFAULT_VERIFY_INTERVAL);
        if (!disk.has("max_size")) {
            disk.problem("max_size", "is missing: say how many bytes of the disk it may take, such as 10GB");
        }
        try {
            return directory.isBlank()
                    ? Optional.empty()
                    : Optional.of(
                            new TierConfig.Disk(Path.of(directory), maxSize.orElse(LARGEST_TIER), verifyInterval));
        } catch (InvalidPathException e) {
            disk.problem("directory", "is no directory name, found " + disk.describe("directory"));
            return Optional.empty();
        }
    }

    static BucketCacheConfig ofBucket(ConfigNode section) {
        BucketCacheConfig defaults = BucketCacheConfig.defaults();
        return new BucketCacheConfig(
                section.bool("enabled").orElse(defaults.enabled()),
                section.duration("ttl").orElse(defaults.ttl()),
                section.size("max_object_size").orElse(defaults.maxObjectSize()),
                section.duration("negative_ttl").orElse(defaults.negativeTtl()),
                section.duration("stale_while_revalidate").orElse(defaults.staleWhileRevalidate()),
                section.duration("serve_stale").orElse(defaults.serveStale()));
    }
}
