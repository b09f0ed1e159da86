package dev.yatagarasu.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One bucket: a part of the URL space, and the storage behind it.
 *
 * @param name its name in configuration, logs, metrics and the Java API
 * @param pathPrefix the path it is served under, decoded: {@code /} or whole segments such as {@code /shared/files}
 * @param storage where its objects are stored
 * @param auth who may read it; empty for everybody who can reach the server
 * @param cache how it uses the cache
 * @param cors which other origins may read it; empty for none
 * @param exposeMetadata whether {@code x-amz-meta-*}, version, storage class and whole-body checksums are passed on
 * @param versions whether {@code ?versionId=} names a version of an object
 * @param errors the format of error bodies
 * @param ipFilter which client addresses may request its objects
 * @param rateLimit how many requests it accepts
 * @param replicas other places where its objects are, in the order in which they are asked after {@code storage}
 */
public record BucketConfig(
        String name,
        String pathPrefix,
        StorageConfig storage,
        Optional<AuthConfig> auth,
        BucketCacheConfig cache,
        Optional<CorsConfig> cors,
        boolean exposeMetadata,
        boolean versions,
        ErrorFormat errors,
        IpFilterConfig ipFilter,
        BucketRateLimit rateLimit,
        List<ReplicaConfig> replicas) {

    public BucketConfig {
        replicas = List.copyOf(replicas);
        BucketRules.checkName(name).ifPresent(problem -> reject("name", problem, name));
        BucketRules.checkPathPrefix(pathPrefix).ifPresent(problem -> reject("path_prefix", problem, pathPrefix));
        BucketRules.checkPerUser(auth.isEmpty(), rateLimit).ifPresent(problem -> {
            throw new IllegalArgumentException("rate_limit.per_user " + problem);
        });
        ReplicaRules.checkNumber(replicas.size()).ifPresent(problem -> {
            throw new IllegalArgumentException("bucket \"" + name + "\" " + problem);
        });
        List<String> names = replicas.stream().map(ReplicaConfig::name).toList();
        ReplicaRules.checkDistinct(names, (i, problem) -> reject("replicas[" + i + "].name", problem, names.get(i)));
    }

    private static void reject(String setting, String problem, String found) {
        throw new IllegalArgumentException(setting + " " + problem + ", found \"" + found + "\"");
    }

    /**
     * The bucket's name in the cache: the configured name and a digest of its storage. If a name gets other storage,
     * objects of the old storage are never served from the cache, not even after a restart.
     */
    public String cacheName() {
        return name + "@" + Digest.of(storage.identity());
    }

    /**
     * Starts a bucket that everybody who can reach the server may read.
     *
     * @param name 1 to 63 letters, digits, dots, dashes and underscores
     * @param pathPrefix {@code /}, or whole segments such as {@code /shared/files}; not {@code /health} or
     *     {@code /ready}
     */
    public static Builder publicBucket(String name, String pathPrefix, StorageConfig storage) {
        return new Builder(name, pathPrefix, storage, Optional.empty());
    }

    /** Starts a bucket that only clients admitted by {@code auth} may read; otherwise like {@link #publicBucket}. */
    public static Builder protectedBucket(String name, String pathPrefix, StorageConfig storage, AuthConfig auth) {
        return new Builder(name, pathPrefix, storage, Optional.of(auth));
    }

    /** Collects settings. Not safe for several threads. */
    public static final class Builder {
        private final String name;
        private final String pathPrefix;
        private final StorageConfig storage;
        private final Optional<AuthConfig> auth;
        private BucketCacheConfig cache = BucketCacheConfig.defaults();
        private Optional<CorsConfig> cors = Optional.empty();
        private boolean exposeMetadata;
        private boolean versions;
        private ErrorFormat errors = ErrorFormat.JSON;
        private IpFilterConfig ipFilter = IpFilterConfig.none();
        private BucketRateLimit rateLimit = BucketRateLimit.none();
        private final List<ReplicaConfig> replicas = new ArrayList<>();

        private Builder(String name, String pathPrefix, StorageConfig storage, Optional<AuthConfig> auth) {
            this.name = name;
            this.pathPrefix = pathPrefix;
            this.storage = storage;
            this.auth = auth;
        }

        /** How the bucket uses the cache; {@link BucketCacheConfig#defaults()} by default. */
        public Builder cache(BucketCacheConfig cache) {
            this.cache = cache;
            return this;
        }

        /** Which pages of other origins may read the bucket; none by default. */
        public Builder cors(CorsConfig cors) {
            this.cors = Optional.of(cors);
            return this;
        }

        /** Whether clients get object metadata, versions and checksums; false by default. */
        public Builder exposeMetadata(boolean exposeMetadata) {
            this.exposeMetadata = exposeMetadata;
            return this;
        }

        /** Whether {@code ?versionId=} names a version of an object; false by default, which refuses it with 501. */
        public Builder versions(boolean versions) {
            this.versions = versions;
            return this;
        }

        /** The format of error bodies; JSON by default. Requests with an S3 signature always get S3's XML. */
        public Builder errors(ErrorFormat errors) {
            this.errors = errors;
            return this;
        }

        /** Which client addresses may request the bucket's objects; all by default. */
        public Builder ipFilter(IpFilterConfig ipFilter) {
            this.ipFilter = ipFilter;
            return this;
        }

        /** How many requests the bucket accepts; no limit by default. A limit per user needs {@code auth}. */
        public Builder rateLimit(BucketRateLimit rateLimit) {
            this.rateLimit = rateLimit;
            return this;
        }

        /** One more place where its objects are, asked after those before it. */
        public Builder replica(ReplicaConfig replica) {
            replicas.add(replica);
            return this;
        }

        /** The bucket. */
        public BucketConfig build() {
            return new BucketConfig(
                    name,
                    pathPrefix,
                    storage,
                    auth,
                    cache,
                    cors,
                    exposeMetadata,
                    versions,
                    errors,
                    ipFilter,
                    rateLimit,
                    replicas);
        }
    }
}
