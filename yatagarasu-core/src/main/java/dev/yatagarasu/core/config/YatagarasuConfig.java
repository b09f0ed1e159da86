package dev.yatagarasu.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole configuration, immutable and checked. What YAML can say, {@link #builder()} can say: reading YAML builds the
 * same records.
 *
 * @param server the data port and its limits
 * @param admin the admin port; empty for none
 * @param buckets what is served; at least one
 * @param cache the cache all buckets share
 * @param logging what the server logs
 */
public record YatagarasuConfig(
        ServerConfig server,
        Optional<AdminConfig> admin,
        List<BucketConfig> buckets,
        CacheConfig cache,
        LoggingConfig logging) {

    public YatagarasuConfig {
        buckets = List.copyOf(buckets);
        if (buckets.isEmpty()) {
            throw new IllegalArgumentException("at least one bucket is needed");
        }
    }

    /**
     * Reads and checks a YAML file, with environment variables replaced.
     *
     * @throws dev.yatagarasu.api.config.ConfigurationException with all problems, if there is any
     * @throws IOException if the file cannot be read
     */
    public static YatagarasuConfig read(Path file) throws IOException {
        return ConfigReader.read(file);
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

        /** The data port and its limits. */
        public Builder server(ServerConfig server) {
            this.server = server;
            return this;
        }

        /** The admin port. */
        public Builder admin(AdminConfig admin) {
            this.admin = Optional.of(admin);
            return this;
        }

        /** One more bucket. */
        public Builder bucket(BucketConfig bucket) {
            buckets.add(bucket);
            return this;
        }

        /** The cache all buckets share. */
        public Builder cache(CacheConfig cache) {
            this.cache = cache;
            return this;
        }

        /** What the server logs. */
        public Builder logging(LoggingConfig logging) {
            this.logging = logging;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws dev.yatagarasu.api.config.ConfigurationException if there is no bucket, or two share name or prefix
         */
        public YatagarasuConfig build() {
            return new YatagarasuConfig(server, admin, buckets, cache, logging);
        }
    }
}
