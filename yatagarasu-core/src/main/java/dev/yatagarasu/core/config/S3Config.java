package dev.yatagarasu.core.config;

import dev.yatagarasu.api.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A bucket in S3 or a compatible service. {@link YatagarasuConfig} checks the settings and refuses invalid ones.
 *
 * @param bucket the bucket's name in S3
 * @param region the region that signatures name, for example {@code eu-central-1}
 * @param endpoint {@code http} or {@code https}, host, optional port and path; empty for AWS itself
 * @param pathStyle whether the bucket's name is in the path instead of the host name
 * @param credentials the credentials that requests are signed with
 * @param connectTimeout how long to wait for a connection
 * @param timeout how long to wait for the first byte of an answer
 * @param idleTimeout how long to wait for the next bytes of a body
 * @param maxConnections the maximum number of connections, in use and idle
 * @param storageEncoding the content coding in which compressed objects are requested
 * @param connectionMaxAge how long a connection is reused before the host name is resolved again
 * @param caCertificate a PEM file with the certificate authorities to trust instead of the JDK's
 * @param fips whether to use AWS's endpoints with FIPS 140 validated cryptography
 * @param dualStack whether to use AWS's endpoints that also have IPv6 addresses
 * @param retry how often it is asked for one answer
 * @param circuitBreaker when no requests are sent to it for a while
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
        boolean dualStack,
        RetryConfig retry,
        CircuitBreakerConfig circuitBreaker)
        implements StorageConfig {

    @Override
    public String identity() {
        return "s3 " + endpoint.map(URI::toString).orElse(region) + " " + bucket;
    }

    /** The URL of the service: the endpoint, or AWS's for the region; without the bucket's name. */
    public URI location() {
        return endpoint.orElseGet(() -> URI.create("https://" + AwsPartition.host(region, fips, dualStack)));
    }

    /** Starts a bucket at AWS with the defaults. Credentials have no default and must be set. */
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
        private Optional<Duration> connectTimeout = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private boolean hasReplicas;
        private Duration idleTimeout = Duration.ofSeconds(30);
        private int maxConnections = 256;
        private StorageEncoding storageEncoding = StorageEncoding.IDENTITY;
        private Duration connectionMaxAge = Duration.ofMinutes(1);
        private Optional<Path> caCertificate = Optional.empty();
        private boolean fips;
        private boolean dualStack;
        private RetryConfig retry = RetryConfig.defaults();
        private CircuitBreakerConfig circuitBreaker = CircuitBreakerConfig.defaults();

        private Builder(String bucket, String region) {
            this.bucket = bucket;
            this.region = region;
        }

        /** The URL of a service other than AWS: {@code http} or {@code https}, host, optional port and path. */
        public Builder endpoint(URI endpoint) {
            this.endpoint = Optional.of(endpoint);
            return this;
        }

        /** Whether the bucket's name is in the path instead of the host name; by default true if an endpoint is set. */
        public Builder pathStyle(boolean pathStyle) {
            this.pathStyle = Optional.of(pathStyle);
            return this;
        }

        /** The credentials that requests are signed with. There is no default. */
        public Builder credentials(S3Credentials credentials) {
            this.credentials = Optional.of(credentials);
            return this;
        }

        /** Signs requests with an access key id and a secret access key. */
        public Builder credentials(String accessKey, String secretKey) {
            return credentials(new S3Credentials.Static(accessKey, Secret.of(secretKey), Optional.empty()));
        }

        /** How long to wait for a connection, above 0 and at most a day; 5 seconds by default, 1 with replicas. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = Optional.of(connectTimeout);
            return this;
        }

        /** How long to wait for the first byte, above 0 and at most a day; 30 seconds by default, 2 with replicas. */
        public Builder timeout(Duration timeout) {
            this.timeout = Optional.of(timeout);
            return this;
        }

        /** How long to wait for the next bytes of a body, above 0 and at most a day; 30 seconds by default. */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = idleTimeout;
            return this;
        }

        /** The maximum number of connections, in use and idle, 1 to 10,000; 256 by default. */
        public Builder maxConnections(int maxConnections) {
            this.maxConnections = maxConnections;
            return this;
        }

        /**
         * The content coding in which compressed objects are requested; {@link StorageEncoding#IDENTITY} by default.
         */
        public Builder storageEncoding(StorageEncoding storageEncoding) {
            this.storageEncoding = storageEncoding;
            return this;
        }

        /**
         * How long a connection is reused, above 0 and at most a day; a minute by default. A new connection resolves
         * the host name again, so requests follow a name that moves to another address.
         */
        public Builder connectionMaxAge(Duration connectionMaxAge) {
            this.connectionMaxAge = connectionMaxAge;
            return this;
        }

        /** A PEM file with the certificate authorities to trust for an {@code https} endpoint; the JDK's by default. */
        public Builder caCertificate(Path caCertificate) {
            this.caCertificate = Optional.of(caCertificate);
            return this;
        }

        /**
         * Signs with the credentials in {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and
         * {@code AWS_SESSION_TOKEN}.
         */
        public Builder credentialsOfEnvironment() {
            return credentials(new S3Credentials.Environment());
        }

        /**
         * Whether to use AWS's endpoints with FIPS 140 validated cryptography; false by default, not with an endpoint.
         */
        public Builder fips(boolean fips) {
            this.fips = fips;
            return this;
        }

        /** Whether to use AWS's endpoints that also have IPv6 addresses; false by default, not with an endpoint. */
        public Builder dualStack(boolean dualStack) {
            this.dualStack = dualStack;
            return this;
        }

        /** It is one of several replicas: by default it gets less time, so that another one can still answer. */
        public Builder withReplicas() {
            this.hasReplicas = true;
            return this;
        }

        /** How often it is asked for one answer. */
        public Builder retry(RetryConfig retry) {
            this.retry = retry;
            return this;
        }

        /** When it is left alone for a while. */
        public Builder circuitBreaker(CircuitBreakerConfig circuitBreaker) {
            this.circuitBreaker = circuitBreaker;
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
                    connectTimeout.orElse(Duration.ofSeconds(hasReplicas ? 1 : 5)),
                    timeout.orElse(Duration.ofSeconds(hasReplicas ? 2 : 30)),
                    idleTimeout,
                    maxConnections,
                    storageEncoding,
                    connectionMaxAge,
                    caCertificate,
                    fips,
                    dualStack,
                    retry,
                    circuitBreaker);
        }
    }
}
