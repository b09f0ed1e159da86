package dev.yatagarasu.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.cache.redis.RedisConfig.Address;
import dev.yatagarasu.cache.redis.RedisConfig.Cluster;
import dev.yatagarasu.cache.redis.RedisConfig.Login;
import dev.yatagarasu.cache.redis.RedisConfig.Sentinels;
import dev.yatagarasu.cache.redis.RedisConfig.Single;
import dev.yatagarasu.cache.redis.RedisConfig.Tls;
import dev.yatagarasu.cache.redis.RedisConfig.Verify;
import dev.yatagarasu.testkit.LoopbackCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisConfigTest {
    private static final String PASSWORD = "hunter2-hunter2";

    @Test
    void read_onlyAUrl_takesTheDefaults() {
        RedisConfig config = read(Map.of("url", "redis://cache.example"));

        assertThat(config).isEqualTo(RedisConfig.of("cache.example", 6379));
        assertThat(config.keyPrefix()).isEqualTo("yatagarasu:");
        assertThat(config.ttl()).isEqualTo(Duration.ofHours(2));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.maxConnections()).isEqualTo(16);
        assertThat(config.streamMaxLength()).isEqualTo(10_000);
    }

    @Test
    void read_everyKey_isTaken(@TempDir Path directory) throws IOException {
        Path authorities = LoopbackCertificate.make(directory).writePem(directory.resolve("authorities.pem"));

        assertThat(read(Map.of(
                        "url",
                        "rediss://cache_1.example:7000",
                        "username",
                        "proxy",
                        "password",
                        PASSWORD,
                        "database",
                        3,
                        "key_prefix",
                        "files/v2:",
                        "ttl",
                        "30m",
                        "timeout",
                        "250ms",
                        "max_connections",
                        4,
                        "stream_max_length",
                        5000,
                        "tls",
                        Map.of("ca_certificate", authorities, "verify", "ca"))))
                .isEqualTo(new RedisConfig(
                        new Single(new Address("cache_1.example", 7000)),
                        Optional.of(new Login(Optional.of("proxy"), Secret.of(PASSWORD))),
                        3,
                        Optional.of(new Tls(Optional.of(authorities), Verify.CA)),
                        "files/v2:",
                        Duration.ofMinutes(30),
                        Duration.ofMillis(250),
                        4,
                        5000));
    }

    @Test
    void read_urlWithEverything_isTaken() {
        RedisConfig config = read(Map.of("url", "rediss://us%40r:p%2Fw+d@[::1]:7000/5"));

        assertThat(config.place()).isEqualTo(new Single(new Address("::1", 7000)));
        assertThat(config.login()).contains(new Login(Optional.of("us@r"), Secret.of("p/w+d")));
        assertThat(config.database()).isEqualTo(5);
        assertThat(config.tls()).contains(new Tls(Optional.empty(), Verify.FULL));
    }

    @Test
    void read_userInUrlAndPasswordInAFile_belongTogether(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), PASSWORD + "\n");

        RedisConfig config = read(Map.of("url", "redis://proxy@localhost", "password", "file:" + file));

        assertThat(config.login()).contains(new Login(Optional.of("proxy"), Secret.of(PASSWORD)));
    }

    @Test
    void read_sentinelAndCluster_areTaken() {
        Map<String, ?> sentinel = Map.of("master", "m", "nodes", List.of("a:1", "b"), "username", "s", "password", "p");

        assertThat(read(Map.of("sentinel", sentinel, "tls", Map.of())).place())
                .isEqualTo(new Sentinels(
                        "m",
                        List.of(new Address("a", 1), new Address("b", 26379)),
                        Optional.of(new Login(Optional.of("s"), Secret.of("p")))));
        assertThat(read(Map.of("cluster", Map.of("nodes", List.of("a", "b:7001"))))
                        .place())
                .isEqualTo(new Cluster(List.of(new Address("a", 6379), new Address("b", 7001))));
    }

    @Test
    void read_contradictions_areProblems() {
        assertProblem(Map.of(), "", "exactly one of url, sentinel and cluster");
        assertProblem(Map.of("url", "redis://h", "cluster", Map.of("nodes", List.of("a"))), "", "found 2 of them");
        assertProblem(Map.of("url", "redis://:" + PASSWORD + "@h", "password", "x"), "password", "in the url as well");
        assertProblem(Map.of("url", "redis://u:" + PASSWORD + "@h", "username", "x"), "username", "in the url as well");
        assertProblem(Map.of("url", "redis://h/1", "database", 1), "database", "in the url as well");
        assertProblem(Map.of("cluster", Map.of("nodes", List.of("a")), "database", 1), "database", "must be 0");
        assertProblem(Map.of("url", "redis://h", "username", "x"), "password", "is missing");
        assertProblem(Map.of("url", "redis://h", "tls", Map.of()), "tls", "rediss://");
        assertProblem(Map.of("cluster", Map.of()), "cluster.nodes", "at least one node");
        assertProblem(Map.of("sentinel", Map.of("nodes", List.of("a"))), "sentinel.master", "is missing");
    }

    @Test
    void read_wrongValues_areProblems(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        assertProblem(Map.of("url", "redis://h", "key_prefix", "a{b}"), "key_prefix", "letters, digits");
        assertProblem(Map.of("url", "redis://h", "ttl", "0s"), "ttl", "above 0");
        assertProblem(Map.of("url", "redis://h", "max_connections", 0), "max_connections", "from 1");
        assertProblem(Map.of("cluster", Map.of("nodes", List.of("a:x"))), "cluster.nodes[0]", "host and port");
        for (Object file : List.of(empty, directory.resolve("none.pem"))) {
            assertProblem(
                    Map.of("url", "rediss://h", "tls", Map.of("ca_certificate", file)),
                    "tls.ca_certificate",
                    "certificates in PEM form");
        }
    }

    @Test
    void read_badUrls_areProblemsThatShowNothingOfThem() {
        for (String url : List.of(
                "http://:" + PASSWORD + "@h",
                "redis://:" + PASSWORD + "%zz@h",
                "redis://:" + PASSWORD + "@h:0",
                "redis://:" + PASSWORD + "@h:70000",
                "redis://:" + PASSWORD + "@h/x",
                "redis://:" + PASSWORD + "@h/1?timeout=3",
                "redis://:" + PASSWORD + "@",
                "redis://:" + PASSWORD,
                PASSWORD)) {
            ConfigNode node = ConfigNode.of(Map.of("url", url));
            assertThat(RedisConfig.read(node)).as(url).isEmpty();
            assertThat(node.problems().list())
                    .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain(PASSWORD))
                    .extracting(Problem::path)
                    .contains("url");
        }
    }

    @Test
    void create_manyProblems_tellsAllOfThemAndUnknownKeys() {
        ConfigNode node = ConfigNode.of(Map.of("url", "redis://h", "ttl", "soon", "pasword", PASSWORD));

        assertThatThrownBy(() -> new RedisTierFactory().create(node, Contexts.context()))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::path)
                                .containsExactlyInAnyOrder("ttl", "pasword"))
                .hasMessageContaining("did you mean \"password\"")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void toString_withPasswords_showsNone() {
        Map<String, ?> sentinel = Map.of("master", "m", "nodes", List.of("a"), "password", PASSWORD);
        assertThat(read(Map.of("sentinel", sentinel, "password", PASSWORD)).toString())
                .doesNotContain(PASSWORD);
        assertThat(read(Map.of("url", "redis://:" + PASSWORD + "@h")).toString())
                .doesNotContain(PASSWORD);
    }

    private static RedisConfig read(Map<String, ?> values) {
        ConfigNode node = ConfigNode.of(values);
        Optional<RedisConfig> config = RedisConfig.read(node);
        node.reportUnknownKeys();
        assertThat(node.problems().list()).isEmpty();
        return config.orElseThrow();
    }

    private static void assertProblem(Map<String, ?> values, String path, String message) {
        ConfigNode node = ConfigNode.of(values);
        assertThat(RedisConfig.read(node)).isEmpty();
        assertThat(node.problems().list()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).contains(message);
        });
    }
}
