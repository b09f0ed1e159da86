package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.AuthReader.Access;
import dev.yatagarasu.core.config.AuthReader.RootJwt;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one item of {@code buckets}. */
final class BucketReader {

    /**
     * What was read of a bucket.
     *
     * @param parts its components
     * @param pathPrefix its prefix, empty where there is none
     * @param bucket the bucket, if nothing is wrong so far
     */
    record Draft(DraftBucket parts, String pathPrefix, Optional<BucketConfig> bucket) {}

    private BucketReader() {}

    static Draft read(ConfigNode node, RootJwt rootJwt) {
        if (!node.isMapping()) {
            return new Draft(DraftBucket.unreadable(node.path()), "", Optional.empty());
        }
        String name = checked(node, "name", BucketRules::checkName);
        String pathPrefix = checked(node, "path_prefix", BucketRules::checkPathPrefix);
        AuthReader.Reading auth = AuthReader.read(node, rootJwt);
        Access access = auth.access();
        List<DraftReplica> replicas = ReplicaReader.read(node);
        BucketCacheConfig cache = CacheReader.ofBucket(node.childOrEmpty("cache"));
        Optional<CorsConfig> cors = node.child("cors").flatMap(CorsReader::read);
        boolean exposeMetadata = node.bool("expose_metadata").orElse(false);
        boolean versions = node.bool("versions").orElse(false);
        ErrorFormat errors = node.oneOf("errors", ErrorFormat.class).orElse(ErrorFormat.JSON);
        IpFilterConfig ipFilter = GuardReader.ipFilter(node);
        BucketRateLimit rateLimit = GuardReader.ofBucket(node);
        BucketRules.checkPerUser(access instanceof Access.Public, rateLimit)
                .ifPresent(problem -> node.childOrEmpty("rate_limit").problem("per_user", problem));
        return new Draft(
                new DraftBucket(
                        node.path(),
                        name,
                        new DraftBucket.Offers(versions, exposeMetadata),
                        replicas,
                        auth.identity(),
                        auth.policy()),
                pathPrefix,
                replicas.stream()
                        .findFirst()
                        .map(primary -> primary.storage().config())
                        .filter(settings -> node.isSound() && !(access instanceof Access.Unknown))
                        .map(settings -> new BucketConfig(
                                name,
                                pathPrefix,
                                settings,
                                access.config(),
                                cache,
                                cors,
                                exposeMetadata,
                                versions,
                                errors,
                                ipFilter,
                                rateLimit,
                                replicas.stream()
                                        .skip(1)
                                        .map(DraftReplica::config)
                                        .toList())));
    }

    private static String checked(ConfigNode node, String key, Function<String, Optional<String>> rule) {
        String text = node.requiredString(key);
        if (!text.isBlank()) {
            rule.apply(text).ifPresent(problem -> node.problem(key, problem + ", found " + node.describe(key)));
        }
        return text;
    }
}
