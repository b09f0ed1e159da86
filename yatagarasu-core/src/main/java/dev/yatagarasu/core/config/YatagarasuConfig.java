package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole configuration, immutable and checked. {@link #builder()} takes the same settings as YAML: reading YAML
 * builds the same records.
 *
 * @param server the data port and its limits
 * @param admin the admin port; empty for none
 * @param buckets the buckets; at least one
 * @param cache the cache that all buckets share
 * @param logging the server's log; an embedding application configures its own
 */
public record YatagarasuConfig(
        ServerConfig server,
        Optional<AdminConfig> admin,
        List<BucketConfig> buckets,
        CacheConfig cache,
        LoggingConfig logging) {

    public YatagarasuConfig {
        buckets = List.copyOf(buckets);
        problems(server, admin, buckets, cache).throwIfAny();
    }

    private static Problems problems(
            ServerConfig server, Optional<AdminConfig> admin, List<BucketConfig> buckets, CacheConfig cache) {
        Problems problems = new Problems();
        if (buckets.isEmpty()) {
            problems.add("buckets", 0, "must hold at least one bucket");
        }
        CrossSectionRules.checkDistinct(
                buckets.stream().map(BucketConfig::name).toList(),
                (i, problem) -> problems.add("buckets[" + i + "].name", 0, problem));
        CrossSectionRules.checkDistinct(
                buckets.stream().map(BucketConfig::pathPrefix).toList(),
                (i, problem) -> problems.add("buckets[" + i + "].path_prefix", 0, problem));
        for (int i = 0; i < buckets.size(); i++) {
            checkS3(buckets.get(i), "buckets[" + i + "]", problems);
        }
        HostPort data = new HostPort(server.host(), server.port());
        admin.flatMap(port -> CrossSectionRules.checkPorts(data, new HostPort(port.host(), port.port())))
                .ifPresent(problem -> problems.add("admin.address", 0, problem));
        CrossSectionRules.checkMemory(cache, Runtime.getRuntime().maxMemory())
                .ifPresent(problem -> problems.add("cache.memory.max_size", 0, problem));
        return problems;
    }

    private static void checkS3(BucketConfig bucket, String path, Problems problems) {
        checkS3(bucket.storage(), path + ".s3.", problems);
        for (int i = 0; i < bucket.replicas().size(); i++) {
            checkS3(bucket.replicas().get(i).storage(), path + ".replicas[" + i + "].s3.", problems);
        }
    }

    private static void checkS3(StorageConfig storage, String section, Problems problems) {
        if (storage instanceof S3Config s3) {
            S3Rules.check(s3, (key, problem) -> problems.add(section + key, 0, problem));
        }
    }

    /**
     * Reads and checks a YAML file, with environment variables replaced.
     *
     * @throws dev.yatagarasu.api.config.ConfigurationException with all problems, if there is any
     * @throws IOException if the file cannot be read; the message names it and says why
     */
    public static YatagarasuConfig read(Path file) throws IOException {
        return ConfigReader.read(file).config();
    }

    /**
     * Reads and checks a YAML text, with environment variables replaced.
     *
     * @throws dev.yatagarasu.api.config.ConfigurationException with all problems, if there is any
     */
    public static YatagarasuConfig parse(String yaml) {
        return ConfigReader.parse(yaml, Environment.ofProcess()).config();
    }

    /** Starts a configuration in code. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. Not safe for several threads. */
    public static final class Builder {
        private final List<BucketConfig> buckets = new ArrayList<>();
        private ServerConfig server = ServerConfig.defaults();
        private Optional<AdminConfig> admin = Optional.empty();
        private CacheConfig cache = CacheConfig.defaults();
        private LoggingConfig logging = LoggingConfig.defaults();

        private Builder() {}

        /** The data port and its limits; {@link ServerConfig#defaults()} by default. */
        public Builder server(ServerConfig server) {
            this.server = server;
            return this;
        }

        /** The admin port; none by default. */
        public Builder admin(AdminConfig admin) {
            this.admin = Optional.of(admin);
            return this;
        }

        /** Adds a bucket. At least one is required; names and path prefixes must be unique. */
        public Builder bucket(BucketConfig bucket) {
            buckets.add(bucket);
            return this;
        }

        /** The cache that all buckets share; {@link CacheConfig#defaults()}, memory only, by default. */
        public Builder cache(CacheConfig cache) {
            this.cache = cache;
            return this;
        }

        /** The server's log; {@link LoggingConfig#defaults()} by default. Without effect on an embedded engine. */
        public Builder logging(LoggingConfig logging) {
            this.logging = logging;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws dev.yatagarasu.api.config.ConfigurationException if there is no bucket, two buckets share a name or
         *     prefix, both ports are the same, S3 settings are invalid, or the memory tier is too large for the heap
         */
        public YatagarasuConfig build() {
            return new YatagarasuConfig(server, admin, buckets, cache, logging);
        }
    }
}
