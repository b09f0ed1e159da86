package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.core.http.IpRange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example that the documentation shows says in YAML what the builder says in code. */
class FullExampleTest {
    static final Path FILE = Path.of("src/test/resources/config/full.yaml");

    @Test
    void read_fullExample_equalsBuilder() throws Exception {
        assertThat(YatagarasuConfig.read(FILE)).isEqualTo(built());
    }

    private static YatagarasuConfig built() {
        return YatagarasuConfig.builder()
                .server(new ServerConfig(
                        "0.0.0.0",
                        8080,
                        5000,
                        new ServerConfig.Limits(4096, 32768),
                        new ServerConfig.Connections(20_000, Duration.ofSeconds(5), 1024),
                        Duration.ofSeconds(20),
                        new ServerConfig.Shutdown(Duration.ofSeconds(5), Duration.ofMinutes(1)),
                        List.of(IpRange.of("10.0.0.0/8"), IpRange.of("fd00::/8")),
                        new ServerRateLimit(Optional.of(new Rate(10_000, 200)), Optional.of(new Rate(100, 200)))))
                .admin(new AdminConfig("127.0.0.1", 9090))
                .bucket(shared())
                .bucket(builds())
                .bucket(docs())
                .cache(CacheConfig.of(
                        new TierConfig.Memory(64L << 20),
                        new TierConfig.Disk(Path.of("./cache"), 2L << 30, Duration.ofMinutes(30))))
                .logging(new LoggingConfig(LoggingConfig.Level.DEBUG, LoggingConfig.Format.JSON))
                .build();
    }

    private static BucketConfig shared() {
        S3Config s3 = S3Config.builder("company-shared-files", "eu-central-1")
                .credentials(new S3Credentials.Static("AKIDEXAMPLE", Secret.of("not-a-real-secret"), Optional.empty()))
                .timeout(Duration.ofSeconds(15))
                .connectTimeout(Duration.ofSeconds(2))
                .idleTimeout(Duration.ofSeconds(45))
                .maxConnections(128)
                .build();
        return BucketConfig.publicBucket("shared-files", "/shared", s3)
                .cache(BucketCacheConfig.builder()
                        .ttl(Duration.ofMinutes(10))
                        .maxObjectSize(100L << 20)
                        .negativeTtl(Duration.ofSeconds(10))
                        .staleWhileRevalidate(Duration.ofMinutes(1))
                        .serveStale(Duration.ofHours(1))
                        .build())
                .cors(new CorsConfig(
                        List.of("https://app.example.com", "http://localhost:3000"),
                        List.of("range", "if-none-match"),
                        List.of("etag", "content-range"),
                        true,
                        Duration.ofHours(1)))
                .exposeMetadata(true)
                .build();
    }

    private static BucketConfig builds() {
        S3Config s3 = S3Config.builder("builds", "us-east-1")
                .endpoint(URI.create("https://minio.example.com:9000"))
                .credentials(new S3Credentials.Anonymous())
                .storageEncoding(StorageEncoding.STORED)
                .build();
        return BucketConfig.publicBucket("builds", "/builds/nightly", s3)
                .ipFilter(new IpFilterConfig(
                        List.of(IpRange.of("192.0.2.0/24"), IpRange.of("2001:db8::/32")),
                        List.of(IpRange.of("192.0.2.66"))))
                .versions(true)
                .errors(ErrorFormat.S3)
                .rateLimit(new BucketRateLimit(Optional.of(new Rate(500, 100)), Optional.empty()))
                .build();
    }

    private static BucketConfig docs() {
        return BucketConfig.publicBucket("docs", "/docs", new FilesystemConfig(Path.of("./docs")))
                .cache(BucketCacheConfig.builder().enabled(false).build())
                .build();
    }
}
