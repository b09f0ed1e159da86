package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultsTest {
    private static final YatagarasuConfig MINIMAL = Yaml.minimal().parse();

    @Test
    void parse_onlyABucket_takesTheDefaultsOfEverySection() {
        assertThat(MINIMAL.server())
                .isEqualTo(new ServerConfig(
                        "0.0.0.0",
                        8080,
                        10_000,
                        new ServerConfig.Limits(8192, 65536),
                        new ServerConfig.Connections(10_000, Duration.ofSeconds(10), 0),
                        Duration.ofSeconds(30),
                        new ServerConfig.Shutdown(Duration.ZERO, Duration.ofSeconds(30)),
                        List.of(),
                        ServerRateLimit.none()));
        assertThat(MINIMAL.admin()).isEmpty();
        assertThat(MINIMAL.cache())
                .isEqualTo(CacheConfig.inMemory(Runtime.getRuntime().maxMemory() / 4));
        assertThat(MINIMAL.logging()).isEqualTo(new LoggingConfig(LoggingConfig.Level.INFO, LoggingConfig.Format.TEXT));
    }

    @Test
    void parse_emptySections_areTheDefaults() {
        YatagarasuConfig config = Yaml.minimal()
                .set("server", "{}")
                .set("cache", "{}")
                .set("logging", "{}")
                .parse();
        assertThat(config).isEqualTo(MINIMAL);
    }

    @Test
    void parse_emptyAdmin_isLoopback() {
        assertThat(Yaml.minimal().set("admin", "{}").parse().admin()).contains(new AdminConfig("127.0.0.1", 9090));
    }

    @Test
    void parse_bucket_takesItsDefaults() {
        BucketConfig bucket = MINIMAL.buckets().getFirst();
        assertThat(bucket.cache())
                .isEqualTo(new BucketCacheConfig(
                        true, Duration.ofHours(1), 1L << 30, Duration.ofSeconds(5), Duration.ZERO, Duration.ZERO));
        assertThat(bucket.cors()).isEmpty();
        assertThat(bucket.exposeMetadata()).isFalse();
        assertThat(bucket.versions()).isFalse();
        assertThat(bucket.errors()).isEqualTo(ErrorFormat.JSON);
        assertThat(bucket.ipFilter()).isEqualTo(IpFilterConfig.none());
        assertThat(bucket.rateLimit()).isEqualTo(BucketRateLimit.none());
        S3Config s3 = (S3Config) bucket.storage();
        assertThat(s3.pathStyle()).isFalse();
        assertThat(s3.endpoint()).isEmpty();
        assertThat(s3.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(s3.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(s3.idleTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(s3.maxConnections()).isEqualTo(256);
        assertThat(s3.storageEncoding()).isEqualTo(StorageEncoding.IDENTITY);
        assertThat(s3.connectionMaxAge()).isEqualTo(Duration.ofMinutes(1));
        assertThat(s3.caCertificate()).isEmpty();
        assertThat(s3.fips()).isFalse();
        assertThat(s3.dualStack()).isFalse();
        assertThat(s3.retry()).isEqualTo(new RetryConfig(3, Duration.ofMillis(50), Duration.ofSeconds(1)));
        assertThat(s3.circuitBreaker()).isEqualTo(new CircuitBreakerConfig(5, 2, Duration.ofSeconds(30)));
        assertThat(bucket.replicas()).isEmpty();
    }

    @Test
    void parse_rateWithoutBurst_allowsASecondsWorthAtOnce() {
        assertThat(Yaml.minimal()
                        .set("server.rate_limit", "{ global: 10, per_ip: 3 }")
                        .parse()
                        .server()
                        .rateLimit())
                .isEqualTo(new ServerRateLimit(Optional.of(new Rate(10, 10)), Optional.of(new Rate(3, 3))));
    }

    @Test
    void parse_emptyIpFilter_isNone() {
        assertThat(Yaml.minimal()
                        .set("buckets.0.ip_filter", "{ allow: [], block: [] }")
                        .parse())
                .isEqualTo(MINIMAL);
    }

    @Test
    void parse_endpoint_makesPathStyleAndRegionDefaults() {
        S3Config s3 = (S3Config) Yaml.minimal()
                .remove("buckets.0.s3.region")
                .set("buckets.0.s3.endpoint", "http://localhost:9000")
                .parse()
                .buckets()
                .getFirst()
                .storage();
        assertThat(s3.pathStyle()).isTrue();
        assertThat(s3.region()).isEqualTo("us-east-1");
    }

    @Test
    void parse_corsWithOrigins_takesTheOtherDefaults() {
        assertThat(Yaml.minimal()
                        .set("buckets.0.cors.allow_origins", "['*']")
                        .parse()
                        .buckets()
                        .getFirst()
                        .cors())
                .contains(CorsConfig.of("*"));
    }
}
