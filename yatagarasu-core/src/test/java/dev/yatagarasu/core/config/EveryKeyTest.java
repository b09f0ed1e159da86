package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.http.IpRange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key there is, with a value that is not its default, has its effect; and no other key is known. */
class EveryKeyTest {
    private static final String AUTHORITY = "src/test/resources/authority.pem";

    record Key(String path, String value, Function<YatagarasuConfig, Object> effect, Object expected) {
        @Override
        public String toString() {
            return path + ": " + value;
        }
    }

    private static Key key(String path, String value, Function<YatagarasuConfig, Object> effect, Object expected) {
        return new Key(path, value, effect, expected);
    }

    private static Key ofBucket(String path, String value, Function<BucketConfig, Object> effect, Object expected) {
        return key(
                "buckets.0." + path,
                value,
                config -> effect.apply(config.buckets().getFirst()),
                expected);
    }

    private static Key ofS3(String path, String value, Function<S3Config, Object> effect, Object expected) {
        return ofBucket("s3." + path, value, bucket -> effect.apply((S3Config) bucket.storage()), expected);
    }

    private static Key ofCors(String path, String value, Function<CorsConfig, Object> effect, Object expected) {
        return ofBucket(
                "cors." + path, value, bucket -> effect.apply(bucket.cors().orElseThrow()), expected);
    }

    private static Key ofAuth(String path, String value, Function<AuthConfig, Object> effect, Object expected) {
        return ofBucket(
                "auth." + path, value, bucket -> effect.apply(bucket.auth().orElseThrow()), expected);
    }

    private static Stream<Key> keys() {
        return Stream.of(serverKeys(), sharedKeys(), bucketKeys(), s3Keys(), corsKeys(), authKeys(), guardKeys())
                .flatMap(keys -> keys);
    }

    /** The paths of all keys, those among them that other tests here are for. */
    static Stream<String> paths() {
        return Stream.concat(
                keys().map(Key::path),
                Stream.of(
                        "buckets.0.s3.access_key",
                        "buckets.0.s3.secret_key",
                        "buckets.0.s3.session_token",
                        "buckets.0.s3.replicas",
                        "buckets.0.replicas",
                        "buckets.0.auth.enabled",
                        "buckets.0.auth.jwt",
                        "admin.jwt",
                        "jwt",
                        "buckets.0.storage.type",
                        "buckets.0.storage.root",
                        "cache.layers",
                        "cache.disk.directory",
                        "cache.disk.max_size",
                        "cache.disk.verify_interval"));
    }

    private static Stream<Key> serverKeys() {
        return Stream.of(
                key("server.address", "10.0.0.1:81", config -> config.server().host(), "10.0.0.1"),
                key("server.port", "8443", config -> config.server().port(), 8443),
                key(
                        "server.max_concurrent_requests",
                        "7",
                        config -> config.server().maxConcurrentRequests(),
                        7),
                key(
                        "server.limits.max_uri_length",
                        "1KB",
                        config -> config.server().limits().maxUriLength(),
                        1024),
                key(
                        "server.limits.max_header_size",
                        "2KB",
                        config -> config.server().limits().maxHeaderSize(),
                        2048),
                key(
                        "server.max_connections",
                        "77",
                        config -> config.server().connections().max(),
                        77),
                key(
                        "server.header_timeout",
                        "3s",
                        config -> config.server().connections().headerTimeout(),
                        Duration.ofSeconds(3)),
                key(
                        "server.min_rate",
                        "2KB",
                        config -> config.server().connections().minRate(),
                        2048L),
                key("server.idle_timeout", "7s", config -> config.server().idleTimeout(), Duration.ofSeconds(7)),
                key(
                        "server.shutdown_timeout",
                        "8s",
                        config -> config.server().shutdown().timeout(),
                        Duration.ofSeconds(8)),
                key(
                        "server.shutdown_delay",
                        "5s",
                        config -> config.server().shutdown().delay(),
                        Duration.ofSeconds(5)),
                key(
                        "admin.address",
                        "127.0.0.2:81",
                        config -> config.admin().orElseThrow().host(),
                        "127.0.0.2"),
                key("admin.port", "8443", config -> config.admin().orElseThrow().port(), 8443));
    }

    private static Stream<Key> sharedKeys() {
        return Stream.of(
                key("cache.enabled", "false", config -> config.cache().enabled(), false),
                key("cache.memory.max_size", "3MB", config -> config.cache().memorySize(), 3L * 1024 * 1024),
                key("logging.level", "warn", config -> config.logging().level(), LoggingConfig.Level.WARN),
                key("logging.format", "json", config -> config.logging().format(), LoggingConfig.Format.JSON));
    }

    private static Stream<Key> bucketKeys() {
        return Stream.of(
                ofBucket("name", "other", BucketConfig::name, "other"),
                ofBucket("path_prefix", "/a/b", BucketConfig::pathPrefix, "/a/b"),
                ofBucket("expose_metadata", "true", BucketConfig::exposeMetadata, true),
                ofBucket("versions", "true", BucketConfig::versions, true),
                ofBucket("errors", "s3", BucketConfig::errors, ErrorFormat.S3),
                ofBucket("cache.enabled", "false", bucket -> bucket.cache().enabled(), false),
                ofBucket("cache.ttl", "0", bucket -> bucket.cache().ttl(), Duration.ZERO),
                ofBucket("cache.negative_ttl", "7s", bucket -> bucket.cache().negativeTtl(), Duration.ofSeconds(7)),
                ofBucket("cache.serve_stale", "7m", bucket -> bucket.cache().serveStale(), Duration.ofMinutes(7)),
                ofBucket(
                        "cache.stale_while_revalidate",
                        "8m",
                        bucket -> bucket.cache().staleWhileRevalidate(),
                        Duration.ofMinutes(8)),
                ofBucket(
                        "cache.max_object_size", "1KB", bucket -> bucket.cache().maxObjectSize(), 1024L));
    }

    private static Stream<Key> s3Keys() {
        return Stream.of(
                ofS3("bucket", "other", S3Config::bucket, "other"),
                ofS3("region", "us-west-2", S3Config::region, "us-west-2"),
                ofS3(
                        "endpoint",
                        "https://[::1]:9000/x/",
                        S3Config::endpoint,
                        Optional.of(URI.create("https://[::1]:9000/x/"))),
                ofS3("path_style", "true", S3Config::pathStyle, true),
                ofS3("credentials", "environment", S3Config::credentials, new S3Credentials.Environment()),
                ofS3("timeout", "7s", S3Config::timeout, Duration.ofSeconds(7)),
                ofS3("connect_timeout", "250ms", S3Config::connectTimeout, Duration.ofMillis(250)),
                ofS3("idle_timeout", "9s", S3Config::idleTimeout, Duration.ofSeconds(9)),
                ofS3("max_connections", "3", S3Config::maxConnections, 3),
                ofS3("storage_encoding", "stored", S3Config::storageEncoding, StorageEncoding.STORED),
                ofS3("connection_max_age", "3s", S3Config::connectionMaxAge, Duration.ofSeconds(3)),
                ofS3("tls.ca_certificate", AUTHORITY, S3Config::caCertificate, Optional.of(Path.of(AUTHORITY))),
                ofS3("fips", "true", S3Config::fips, true),
                ofS3("dual_stack", "true", S3Config::dualStack, true),
                ofS3("retry.max_attempts", "1", s3 -> s3.retry().maxAttempts(), 1),
                ofS3("retry.initial_backoff", "7ms", s3 -> s3.retry().initialBackoff(), Duration.ofMillis(7)),
                ofS3("retry.max_backoff", "7s", s3 -> s3.retry().maxBackoff(), Duration.ofSeconds(7)),
                ofS3(
                        "circuit_breaker.failure_threshold",
                        "7",
                        s3 -> s3.circuitBreaker().failureThreshold(),
                        7),
                ofS3(
                        "circuit_breaker.success_threshold",
                        "8",
                        s3 -> s3.circuitBreaker().successThreshold(),
                        8),
                ofS3("circuit_breaker.timeout", "9s", s3 -> s3.circuitBreaker().timeout(), Duration.ofSeconds(9)));
    }

    private static Stream<Key> corsKeys() {
        return Stream.of(
                ofCors("allow_origins", "[HTTPS://A.example]", CorsConfig::allowOrigins, List.of("https://a.example")),
                ofCors("allow_headers", "[X-One]", CorsConfig::allowHeaders, List.of("x-one")),
                ofCors("expose_headers", "[X-Two]", CorsConfig::exposeHeaders, List.of("x-two")),
                ofCors("allow_credentials", "true", CorsConfig::allowCredentials, true),
                ofCors("max_age", "1h", CorsConfig::maxAge, Duration.ofHours(1)));
    }

    private static Stream<Key> authKeys() {
        ConfigNode nothing = ConfigNode.of(Map.of());
        return Stream.of(
                ofAuth("provider", "rules", AuthConfig::policy, new PolicyConfig.Plugin("rules", nothing)),
                ofAuth("authenticator", "sso", AuthConfig::identity, new IdentityConfig.Plugin("sso", nothing)),
                ofAuth("fail_mode", "open", AuthConfig::failMode, FailMode.OPEN),
                ofAuth("cache_control", "storage", AuthConfig::cacheControl, AuthConfig.CacheControlMode.STORAGE),
                ofAuth("decision_cache.ttl", "5s", auth -> auth.decisionCache().ttl(), Duration.ofSeconds(5)),
                ofAuth(
                        "decision_cache.negative_ttl",
                        "6s",
                        auth -> auth.decisionCache().negativeTtl(),
                        Duration.ofSeconds(6)),
                ofAuth(
                        "decision_cache.max_entries",
                        "7",
                        auth -> auth.decisionCache().maxEntries(),
                        7));
    }

    private static Yaml withTokens() {
        return Yaml.minimal()
                .set("buckets.0.auth.enabled", "true")
                .set("jwt", "{ algorithm: HS256, secret: a-secret-of-more-than-256-bits-for-tests-only }");
    }

    private static Stream<Key> guardKeys() {
        return Stream.of(
                key(
                        "server.trusted_proxies",
                        "[10.0.0.0/8, '::1']",
                        config -> config.server().trustedProxies(),
                        List.of(IpRange.of("10.0.0.0/8"), IpRange.of("::1"))),
                key(
                        "server.rate_limit.global",
                        "7",
                        config -> config.server().rateLimit().global(),
                        Optional.of(Rate.of(7))),
                key(
                        "server.rate_limit.per_ip",
                        "8",
                        config -> config.server().rateLimit().perIp(),
                        Optional.of(Rate.of(8))),
                key(
                        "server.rate_limit.burst",
                        "9",
                        config -> config.server().rateLimit(),
                        new ServerRateLimit(Optional.of(new Rate(5, 9)), Optional.of(new Rate(6, 9)))),
                ofBucket(
                        "ip_filter.allow",
                        "[192.0.2.7]",
                        bucket -> bucket.ipFilter().allow(),
                        List.of(IpRange.of("192.0.2.7/32"))),
                ofBucket(
                        "ip_filter.block",
                        "['2001:db8::/32']",
                        bucket -> bucket.ipFilter().block(),
                        List.of(IpRange.of("2001:db8::/32"))),
                ofBucket(
                        "rate_limit.requests_per_second",
                        "7",
                        bucket -> bucket.rateLimit().all(),
                        Optional.of(Rate.of(7))),
                ofBucket(
                        "rate_limit.per_user", "8", bucket -> bucket.rateLimit().perUser(), Optional.of(Rate.of(8))),
                ofBucket(
                        "rate_limit.burst",
                        "9",
                        BucketConfig::rateLimit,
                        new BucketRateLimit(Optional.of(new Rate(5, 9)), Optional.of(new Rate(6, 9)))));
    }

    /** A burst does nothing without limits to belong to. */
    private static Yaml base(Key key) {
        Yaml yaml = key.path().matches(".*\\.(auth|rate_limit)\\..*") ? withTokens() : Yaml.minimal();
        if (key.path().equals("server.rate_limit.burst")) {
            yaml.set("server.rate_limit.global", "5").set("server.rate_limit.per_ip", "6");
        } else if (key.path().equals("buckets.0.rate_limit.burst")) {
            yaml.set("buckets.0.rate_limit.requests_per_second", "5").set("buckets.0.rate_limit.per_user", "6");
        }
        return key.path().contains(".cors.") ? yaml.set("buckets.0.cors.allow_origins", "[http://b.example]") : yaml;
    }

    @ParameterizedTest
    @MethodSource("keys")
    void parse_keyWithAnotherValue_hasItsEffect(Key key) {
        assertThat(key.effect().apply(base(key).set(key.path(), key.value()).parse()))
                .isEqualTo(key.expected());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void parse_withoutTheKey_hasAnotherEffect(Key key) {
        YatagarasuConfig config = base(key).set("admin", "{}").parse();
        assertThat(key.effect().apply(config)).isNotEqualTo(key.expected());
    }

    @Test
    void parse_keys_becomeStaticCredentials() {
        Yaml yaml = Yaml.minimal()
                .remove("buckets.0.s3.credentials")
                .set("buckets.0.s3.access_key", "AKID")
                .set("buckets.0.s3.secret_key", "hunter2");
        S3Credentials.Static withoutToken = new S3Credentials.Static("AKID", Secret.of("hunter2"), Optional.empty());
        S3Credentials.Static withToken =
                new S3Credentials.Static("AKID", Secret.of("hunter2"), Optional.of(Secret.of("tok")));
        assertThat(credentials(yaml)).isEqualTo(withoutToken);
        assertThat(credentials(yaml.set("buckets.0.s3.credentials", "static"))).isEqualTo(withoutToken);
        assertThat(credentials(yaml.set("buckets.0.s3.session_token", "tok"))).isEqualTo(withToken);
    }

    private static S3Credentials credentials(Yaml yaml) {
        return ((S3Config) yaml.parse().buckets().getFirst().storage()).credentials();
    }

    @Test
    void parse_storageTypes_becomeTheirSettings() {
        Yaml yaml = Yaml.minimal().remove("buckets.0.s3");
        assertThat(storage(yaml.set("buckets.0.storage.type", "filesystem").set("buckets.0.storage.root", "./data")))
                .isEqualTo(new FilesystemConfig(Path.of("./data")));
        assertThat(storage(Yaml.minimal()
                        .remove("buckets.0.s3")
                        .set("buckets.0.storage.type", "s3")
                        .set("buckets.0.storage.bucket", "objects")
                        .set("buckets.0.storage.region", "eu-central-1")
                        .set("buckets.0.storage.credentials", "anonymous")))
                .isEqualTo(storage(Yaml.minimal()));
    }

    @Test
    void parse_storageOfAPlugin_isLeftForItToRead() {
        Yaml yaml = Yaml.minimal()
                .remove("buckets.0.s3")
                .set("buckets.0.storage.type", "azure_blob")
                .set("buckets.0.storage.container", "c");
        StorageConfig.Plugin plugin = (StorageConfig.Plugin) storage(yaml);
        assertThat(plugin.type()).isEqualTo("azure_blob");
        plugin.settings().reportUnknownKeys();
        assertThat(plugin.settings().problems().list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).isEqualTo("buckets[0].storage.container"));
        assertThat(storage(yaml)).as("read again").isEqualTo(plugin);
    }

    private static StorageConfig storage(Yaml yaml) {
        return yaml.parse().buckets().getFirst().storage();
    }

    @Test
    void parse_cacheLayers_onlyMemoryIsTaken() {
        assertThat(Yaml.minimal().set("cache.layers", "[memory]").parse())
                .isEqualTo(Yaml.minimal().parse());
    }

    /** Provokes the list of known keys in every section, so that a key nobody tests is found. */
    @Test
    void parse_unknownKeyInEverySection_listsOnlyKeysTestedHere() {
        Set<String> tested =
                paths().filter(path -> !path.contains(".storage.")).collect(Collectors.toCollection(TreeSet::new));
        tested.add("buckets.0.storage");
        Set<String> sections = new TreeSet<>(List.of("", "admin.", "buckets.0.cors."));
        tested.forEach(path -> sections.add(path.substring(0, path.lastIndexOf('.') + 1)));
        Yaml yaml = withTokens()
                .set("buckets.0.cors.allow_origins", "[http://b.example]")
                .set("server.rate_limit.global", "5")
                .set("buckets.0.rate_limit.per_user", "5")
                .set("cache.layers", "[memory, disk]")
                .set("cache.disk.directory", "d")
                .set("cache.disk.max_size", "1GB");
        sections.stream()
                .filter(section -> !section.equals("buckets."))
                .forEach(section -> yaml.set(section + "zzzzzzzz", "1"));
        Set<String> known =
                yaml.problems().stream().flatMap(EveryKeyTest::known).collect(Collectors.toSet());
        assertThat(known.stream().filter(path -> !sections.contains(path + ".") && !path.equals("buckets")))
                .containsExactlyInAnyOrderElementsOf(tested);
    }

    private static Stream<String> known(String problem) {
        Matcher parts = Pattern.compile("(.*)zzzzzzzz: is not known here; known here: (.*)")
                .matcher(problem);
        assertThat(parts.matches()).as(problem).isTrue();
        String section = parts.group(1).replace("[0]", ".0");
        return Arrays.stream(parts.group(2).split(", ")).map(key -> section + key);
    }
}
