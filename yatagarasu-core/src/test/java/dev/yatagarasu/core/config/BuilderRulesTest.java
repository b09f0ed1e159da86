package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.http.IpRange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What YAML refuses, code cannot build either. */
class BuilderRulesTest {
    private static BucketConfig bucket(String name, String prefix) {
        return BucketConfig.publicBucket(name, prefix, new FilesystemConfig(Path.of(".")))
                .build();
    }

    @Test
    void s3_noCredentialsNamed_isRefusedAsInYaml() {
        assertThatThrownBy(() -> S3Config.builder("files", "eu-central-1").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("credentialsOfEnvironment()");
        assertThat(S3Config.builder("files", "eu-central-1")
                        .credentialsOfEnvironment()
                        .build()
                        .credentials())
                .isEqualTo(new S3Credentials.Environment());
    }

    @Test
    void build_severalProblems_areAllSaid() {
        YatagarasuConfig.Builder builder = YatagarasuConfig.builder()
                .server(ServerConfig.defaults().withAddress("0.0.0.0", 8080))
                .admin(new AdminConfig("127.0.0.1", 8080))
                .bucket(bucket("a", "/a"))
                .bucket(bucket("a", "/b"))
                .bucket(bucket("c", "/a"))
                .cache(CacheConfig.inMemory(Runtime.getRuntime().maxMemory()));
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "buckets[1].name: is also that of buckets[0]",
                        "buckets[2].path_prefix: is also that of buckets[0]",
                        "admin.address: is the server's own address",
                        "cache.memory.max_size: is more than three quarters of the heap");
    }

    @Test
    void build_noBucket_isRefused() {
        assertThatThrownBy(YatagarasuConfig.builder()::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("buckets: must hold at least one bucket");
    }

    @Test
    void build_s3SettingsThatMakeNoSense_areAllSaid() {
        S3Config bad = S3Config.builder("a/b", "")
                .credentials(new S3Credentials.Anonymous())
                .endpoint(URI.create("ftp://a"))
                .timeout(Duration.ZERO)
                .connectTimeout(Duration.ofDays(2))
                .idleTimeout(Duration.ofSeconds(-1))
                .maxConnections(0)
                .connectionMaxAge(Duration.ZERO)
                .fips(true)
                .dualStack(true)
                .caCertificate(Path.of("authority.pem"))
                .build();
        S3Config hostless = S3Config.builder("With_Capital", "r")
                .credentials(new S3Credentials.Anonymous())
                .build();
        YatagarasuConfig.Builder builder = YatagarasuConfig.builder()
                .bucket(BucketConfig.publicBucket("a", "/a", bad).build())
                .bucket(BucketConfig.publicBucket("b", "/b", hostless).build());
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "buckets[0].s3.bucket: must be a bucket's name",
                        "buckets[0].s3.region: must be a region's name",
                        "buckets[0].s3.endpoint: must start with http://",
                        "buckets[0].s3.timeout: must be longer than nothing",
                        "buckets[0].s3.connect_timeout: must be longer than nothing and at most a day",
                        "buckets[0].s3.idle_timeout: must be longer than nothing",
                        "buckets[0].s3.max_connections: must be 1 to 10000",
                        "buckets[0].s3.connection_max_age: must be longer than nothing and at most a day",
                        "buckets[0].s3.fips: chooses among the endpoints of AWS",
                        "buckets[0].s3.dual_stack: chooses among the endpoints of AWS",
                        "buckets[0].s3.tls: needs an endpoint that starts with https://",
                        "buckets[1].s3.path_style: must be true",
                        "buckets[1].s3.region: is no region of AWS");
    }

    private static Stream<ThrowingCallable> unbuildable() {
        ServerConfig server = ServerConfig.defaults();
        return Stream.of(
                () -> server.withAddress("0.0.0.0", 65536),
                () -> server.withAddress("0.0.0.0", -1),
                () -> server.withAddress("", 80),
                () -> server.withMaxConcurrentRequests(0),
                () -> server.withIdleTimeout(Duration.ZERO),
                () -> new ServerConfig.Shutdown(Duration.ZERO, Duration.ofDays(2)),
                () -> new ServerConfig.Shutdown(Duration.ofDays(2), Duration.ofSeconds(1)),
                () -> new ServerConfig.Shutdown(Duration.ofSeconds(-1), Duration.ofSeconds(1)),
                () -> new ServerConfig.Connections(0, Duration.ofSeconds(10), 0),
                () -> new ServerConfig.Connections(1, Duration.ZERO, 0),
                () -> new ServerConfig.Connections(1, Duration.ofSeconds(10), -1),
                () -> new ServerConfig.Limits(1, 65536),
                () -> new ServerConfig.Limits(8192, 1),
                () -> new AdminConfig("127.0.0.1", 65536),
                () -> new AdminConfig("[::1]", 1),
                () -> bucket("a/b", "/a"),
                () -> bucket("a", "a"),
                () -> bucket("a", "/ready"),
                () -> CacheConfig.inMemory(-1),
                () -> BucketCacheConfig.builder().maxObjectSize(-1).build(),
                () -> BucketCacheConfig.builder()
                        .negativeTtl(Duration.ofSeconds(-1))
                        .build(),
                () -> BucketCacheConfig.builder()
                        .serveStale(Duration.ofSeconds(-1))
                        .build(),
                () -> BucketCacheConfig.builder()
                        .staleWhileRevalidate(Duration.ofSeconds(-1))
                        .build(),
                () -> CacheConfig.of(new TierConfig.Memory(1), new TierConfig.Memory(2)),
                () -> new TierConfig.Disk(java.nio.file.Path.of("d"), -1),
                () -> BucketCacheConfig.builder().ttl(Duration.ofSeconds(-1)).build(),
                () -> new Rate(0, 1),
                () -> new Rate(1, 0),
                () -> Rate.of(1_000_001),
                () -> IpRange.of("10.0.0.1/8"),
                () -> IpRange.of("localhost"),
                () -> CorsConfig.of(),
                () -> CorsConfig.of("example.com"),
                () -> new CorsConfig(List.of("*"), List.of("a b"), List.of(), false, Duration.ZERO),
                () -> new CorsConfig(List.of("*"), List.of(), List.of("a b"), false, Duration.ZERO),
                () -> new CorsConfig(List.of("*"), List.of(), List.of(), false, Duration.ofSeconds(-1)));
    }

    @ParameterizedTest
    @MethodSource("unbuildable")
    void create_valueOutOfRange_throws(ThrowingCallable creation) {
        assertThatThrownBy(creation).isInstanceOf(IllegalArgumentException.class);
    }
}
