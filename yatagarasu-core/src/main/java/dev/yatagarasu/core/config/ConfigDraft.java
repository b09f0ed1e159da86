package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.api.config.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What could be read of a configuration, with all that is wrong with it so far. An engine that is built from a draft tries
 * every component that could be read, so that all problems are said at once, each with its line, even if the file has some
 * and what it describes has others. Where a setting of a component could not be read, another value stands in for it, one
 * that nothing is wrong with: such a component is tried, and never used. Not safe for several threads.
 */
public final class ConfigDraft {
    private final Problems problems;
    private final Optional<ConfigNode> root;
    private final Sections sections;
    private final Optional<YatagarasuConfig> config;

    /** What was read of each section. */
    record Sections(
            List<DraftBucket> buckets,
            CacheConfig cache,
            List<DraftPart<TierConfig>> tiers,
            Optional<AdminConfig> admin,
            LoggingConfig logging) {}

    /** The configuration is there if nothing was wrong so far. */
    ConfigDraft(Problems problems, Optional<ConfigNode> root, Sections sections, Optional<YatagarasuConfig> config) {
        this.problems = problems;
        this.root = root;
        this.sections = sections;
        this.config = config;
    }

    /**
     * Reads a YAML file, with environment variables replaced.
     *
     * @throws ConfigurationException if nothing can be read of it
     * @throws IOException if the file cannot be read; the message names it and says why
     */
    public static ConfigDraft read(Path file) throws IOException {
        return ConfigReader.read(file);
    }

    /**
     * Reads a YAML text, with environment variables replaced.
     *
     * @throws ConfigurationException if nothing can be read of it
     */
    public static ConfigDraft parse(String yaml) {
        return ConfigReader.parse(yaml, Environment.ofProcess());
    }

    /** A configuration in which nothing is wrong so far. */
    public static ConfigDraft of(YatagarasuConfig config) {
        List<BucketConfig> buckets = config.buckets();
        List<DraftBucket> drafts = IntStream.range(0, buckets.size())
                .mapToObj(i -> DraftBucket.of(buckets.get(i), "buckets[" + i + "]"))
                .toList();
        Sections sections =
                new Sections(drafts, config.cache(), tiers(config.cache()), config.admin(), config.logging());
        return new ConfigDraft(new Problems(), Optional.empty(), sections, Optional.of(config));
    }

    private static List<DraftPart<TierConfig>> tiers(CacheConfig cache) {
        List<TierConfig> layers = cache.layers();
        return IntStream.range(0, layers.size())
                .mapToObj(i ->
                        new DraftPart<>(layers.get(i), "cache." + layers.get(i).type(), "cache.layers[" + i + "]"))
                .toList();
    }

    /**
     * The configuration.
     *
     * @throws ConfigurationException with all problems, if there is any
     */
    public YatagarasuConfig config() {
        problems.throwIfAny();
        return config.orElseThrow();
    }

    /** What is wrong so far, in the order of the lines. What makes components may find more. */
    public List<Problem> problems() {
        return problems.list();
    }

    /** Whether nothing is wrong so far with the cache that all buckets share. */
    public boolean cacheIsSound() {
        return root.map(node -> node.childOrEmpty("cache").isSound()).orElse(true);
    }

    /** The buckets, in order. */
    public List<DraftBucket> buckets() {
        return sections.buckets;
    }

    /** The cache that all buckets share, with the layers that could be read. */
    public CacheConfig cache() {
        return sections.cache;
    }

    /** The layers of the cache that could be read, memory included. */
    public List<DraftPart<TierConfig>> tiers() {
        return sections.tiers;
    }

    /** Whose tokens may use the admin port. */
    public Optional<DraftPart<IdentityConfig>> admin() {
        return sections.admin
                .flatMap(AdminConfig::jwt)
                .map(jwt -> new DraftPart<>(new IdentityConfig.Jwt(jwt), "admin.jwt"));
    }

    /** What the server logs; the defaults where that could not be read. */
    public LoggingConfig logging() {
        return sections.logging;
    }

    /** Whether what belongs at that path stands under a misspelt key, which is among the problems. */
    public boolean isMisspelt(String path) {
        return problems.isMisspelt(path);
    }

    /** A problem at an absolute path, with the line of what stands there. */
    public Problem problem(String path, String message) {
        return new Problem(path, root.map(node -> node.lineAt(path)).orElse(0), message);
    }

    /** A problem that a component found: as it is where it has a line, else with its place in that section. */
    public Problem placed(String section, Problem found) {
        if (found.line() > 0) {
            return found;
        }
        String path = found.path();
        boolean isAbsolute = path.equals(section) || path.startsWith(section + ".") || path.startsWith(section + "[");
        String inSection = path.isEmpty() ? section : section + "." + path;
        return problem(isAbsolute ? path : inSection, found.message());
    }
}
