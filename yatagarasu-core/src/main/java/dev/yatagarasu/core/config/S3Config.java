package dev.yatagarasu.core.config;

import dev.yatagarasu.api.Secret;
import java.net.URI;
import java.nio.file.Path;
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
 * @param connectionMaxAge how long a connection may serve one request after the other before its host is looked up anew
 * @param caCertificate a PEM file with the authorities to trust instead of the JDK's
 * @param fips whether AWS's endpoints with validated cryptography are used
 * @param dualStack whether AWS's endpoints that have IPv6 addresses, too, are used
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
        StorageEncoding storageEncoding,
        Duration connectionMaxAge,
        Optional<Path> caCertificate,
        boolean fips,
        boolean dualStack)
        implements StorageConfig {

    @Override
    public String identity() {
        return "s3 " + endpoint.map(URI::toString).orElse(region) + " " + bucket;
    }

    /** Where the storage listens: the endpoint, or that of AWS for the region; without the bucket's name. */
    public URI location() {
        return endpoint.orElseGet(() -> URI.create("https://" + AwsPartition.host(region, fips, dualStack)));
    }

    /** Starts with all defaults but credentials, which must be named: AWS itself. */
    public static Builder builder(String bucket, String region) {
        return new Builder(bucket, region);
    }

    /** Collects settings. Not safe for several threads. */
    public static final class Builder {
        private final String bucket;
        private final String region;
        private Optional<URI> endpoint = Optional.empty();
        private Optional<Boolean> pathStyle = Optional.empty();
        private Optional<S3Credentials> credentials = Optional.empty();
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration timeout = Duration.ofSeconds(30);
        private Duration idleTimeout = Duration.ofSeconds(30);
        private int maxConnections = 256;
        private StorageEncoding storageEncoding = StorageEncoding.IDENTITY;
        private Duration connectionMaxAge = Duration.ofMinutes(1);
        private Optional<Path> caCertificate = Optional.empty();
        private boolean fips;
        private boolean dualStack;

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

        /** With what requests are signed. There is no default: whoever wants those of the environment says so. */
        public Builder credentials(S3Credentials credentials) {
            this.credentials = Optional.of(credentials);
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

        /**
         * How long a connection may serve one request after the other: a minute by default, a day at most. The next one
         * looks the host up anew, so a name that has moved to another address is followed.
         */
        public Builder connectionMaxAge(Duration connectionMaxAge) {
            this.connectionMaxAge = connectionMaxAge;
            return this;
        }

        /** A PEM file with the authorities to trust for an {@code https} endpoint; by default those of the JDK. */
        public Builder caCertificate(Path caCertificate) {
            this.caCertificate = Optional.of(caCertificate);
            return this;
        }

        /** The credentials in {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and {@code AWS_SESSION_TOKEN}. */
        public Builder credentialsOfEnvironment() {
            return credentials(new S3Credentials.Environment());
        }

        /** Whether AWS's endpoints with cryptography validated to FIPS 140 are used; false by default. */
        public Builder fips(boolean fips) {
            this.fips = fips;
            return this;
        }

        /** Whether AWS's endpoints that have IPv6 addresses, too, are used; false by default. */
        public Builder dualStack(boolean dualStack) {
            this.dualStack = dualStack;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalStateException if no credentials are named
         */
        public S3Config build() {
            return new S3Config(
                    bucket,
                    region,
                    endpoint,
                    pathStyle.orElse(endpoint.isPresent()),
                    credentials.orElseThrow(() -> new IllegalStateException(
                            "name the credentials: credentials(...), or credentialsOfEnvironment()")),
                    connectTimeout,
                    timeout,
                    idleTimeout,
                    maxConnections,
                    storageEncoding,
                    connectionMaxAge,
                    caCertificate,
                    fips,
                    dualStack);
        }
    }
}
