package dev.yatagarasu.core.config;

import dev.yatagarasu.api.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A bucket in S3 or in anything that speaks its protocol. What makes no sense is refused with the whole configuration.
 *
 * @param bucket the bucket's name at the storage
 * @param region the region that signatures name, for example {@code eu-central-1}
 * @param endpoint {@code http} or {@code https}, host, optional port and path; empty for AWS itself
 * @param pathStyle whether the bucket is named in the path instead of the host; by default where an endpoint is set
 * @param credentials with what requests are signed
 * @param connectTimeout how long to wait for a connection
 * @param timeout how long to wait for the first byte of an answer
 * @param idleTimeout how long to wait for the next bytes of a body
 * @param maxConnections how many connections at most, in use and idle
 * @param storageEncoding in which content coding it is asked for objects
 */
public record S3Config(
        String bucket,
        String region,
        Optional<URI> endpoint,
        boolean pathStyle,
        S3Credentials credentials,
        Duration connectTimeout,
        Duration timeout,
        Duration idleTimeout,
        int maxConnections,
        StorageEncoding storageEncoding)
        implements StorageConfig {

    @Override
    public String identity() {
        return "s3 " + endpoint.map(URI::toString).orElse(region) + " " + bucket;
    }

    /** Starts with all defaults: AWS itself, credentials from the environment. */
    public static Builder builder(String bucket, String region) {
        return new Builder(bucket, region);
    }

    /** Collects settings. Not safe for several threads. */
    public static final class Builder {
        private final String bucket;
        private final String region;
        private Optional<URI> endpoint = Optional.empty();
        private Optional<Boolean> pathStyle = Optional.empty();
        private S3Credentials credentials = new S3Credentials.Environment();
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration timeout = Duration.ofSeconds(30);
        private Duration idleTimeout = Duration.ofSeconds(30);
        private int maxConnections = 256;
        private StorageEncoding storageEncoding = StorageEncoding.IDENTITY;

        private Builder(String bucket, String region) {
            this.bucket = bucket;
            this.region = region;
        }

        /** Where the storage listens, if it is not AWS. */
        public Builder endpoint(URI endpoint) {
            this.endpoint = Optional.of(endpoint);
            return this;
        }

        /** Whether the bucket is named in the path instead of the host. */
        public Builder pathStyle(boolean pathStyle) {
            this.pathStyle = Optional.of(pathStyle);
            return this;
        }

        /** With what requests are signed. */
        public Builder credentials(S3Credentials credentials) {
            this.credentials = credentials;
            return this;
        }

        /** Long-lived credentials. */
        public Builder credentials(String accessKey, String secretKey) {
            return credentials(new S3Credentials.Static(accessKey, Secret.of(secretKey), Optional.empty()));
        }

        /** How long to wait for a connection. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = connectTimeout;
            return this;
        }

        /** How long to wait for the first byte of an answer. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** How long to wait for the next bytes of a body. */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = idleTimeout;
            return this;
        }

        /** How many connections at most, in use and idle. */
        public Builder maxConnections(int maxConnections) {
            this.maxConnections = maxConnections;
            return this;
        }

        /** In which content coding storage is asked for objects that it keeps compressed; identity by default. */
        public Builder storageEncoding(StorageEncoding storageEncoding) {
            this.storageEncoding = storageEncoding;
            return this;
        }

        /** The settings. */
        public S3Config build() {
            return new S3Config(
                    bucket,
                    region,
                    endpoint,
                    pathStyle.orElse(endpoint.isPresent()),
                    credentials,
                    connectTimeout,
                    timeout,
                    idleTimeout,
                    maxConnections,
                    storageEncoding);
        }
    }
}
