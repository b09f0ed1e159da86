package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.util.Optional;
import java.util.function.Function;

/** Reads one item of {@code buckets}. */
final class BucketReader {

    /**
     * What was read of a bucket.
     *
     * @param name its name, empty where there is none
     * @param pathPrefix its prefix, empty where there is none
     * @param bucket the bucket, if nothing is wrong so far
     */
    record Draft(String name, String pathPrefix, Optional<BucketConfig> bucket) {}

    private BucketReader() {}

    static Draft read(ConfigNode node) {
        if (!node.isMapping()) {
            return new Draft("", "", Optional.empty());
        }
        String name = checked(node, "name", BucketRules::checkName);
        String pathPrefix = checked(node, "path_prefix", BucketRules::checkPathPrefix);
        requirePublic(node);
        Optional<StorageConfig> storage = StorageReader.read(node);
        BucketCacheConfig cache = CacheReader.ofBucket(node.childOrEmpty("cache"));
        Optional<CorsConfig> cors = node.child("cors").flatMap(CorsReader::read);
        boolean exposeMetadata = node.bool("expose_metadata").orElse(false);
        IpFilterConfig ipFilter = GuardReader.ipFilter(node);
        BucketRateLimit rateLimit = GuardReader.ofBucket(node);
        return new Draft(
                name,
                pathPrefix,
                storage.filter(settings -> node.problems().isEmpty())
                        .map(settings -> new BucketConfig(
                                name, pathPrefix, settings, cache, cors, exposeMetadata, ipFilter, rateLimit)));
    }

    private static String checked(ConfigNode node, String key, Function<String, Optional<String>> rule) {
        String text = node.requiredString(key);
        if (!text.isBlank()) {
            rule.apply(text).ifPresent(problem -> node.problem(key, problem + ", found " + node.describe(key)));
        }
        return text;
    }

    /** Nothing fails open: a bucket must say that it needs no identity, and one that needs it must not be served. */
    private static void requirePublic(ConfigNode node) {
        if (!node.has("auth")) {
            node.problem(
                    "auth",
                    "is missing: every bucket must say whether its readers need an identity; write auth:"
                            + " { enabled: false } for a public one");
        }
        node.child("auth").ifPresent(auth -> {
            NotYet.refuse(auth, "provider", "fail_mode", "decision_cache", "jwt", "openfga", "opa");
            if (!auth.has("enabled")) {
                auth.problem("enabled", "is missing: write false for a public bucket");
            }
            if (auth.bool("enabled").orElse(false)) {
                auth.problem(
                        "enabled",
                        "is true, but this version cannot check identities yet, so a bucket that needs"
                                + " it must not be served: remove the bucket, or write false if anybody may read it");
            }
        });
    }
}
