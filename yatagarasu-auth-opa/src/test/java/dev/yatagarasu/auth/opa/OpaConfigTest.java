package dev.yatagarasu.auth.opa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.testkit.LoopbackCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpaConfigTest {
    private static final Map<String, Object> LEAST =
            Map.of("url", "http://localhost:8181", "policy_path", "authz/allow");

    @Test
    void read_onlyWhatIsNeeded_takesTheDefaults() {
        OpaConfig config = read(LEAST);

        assertThat(config)
                .isEqualTo(OpaConfig.of(EndpointConfig.of(URI.create("http://localhost:8181")), "authz/allow"));
        assertThat(config.endpoint().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.endpoint().maxConnections()).isEqualTo(64);
        assertThat(config.token()).isEmpty();
        assertThat(config.headers()).isEmpty();
        assertThat(config.query()).isEmpty();
    }

    @Test
    void read_everyKey_isTaken(@TempDir Path directory) {
        Path pem = LoopbackCertificate.make(directory).writePem(directory.resolve("ca.pem"));

        assertThat(read(Map.of(
                        "url",
                        "https://opa.example/opa",
                        "policy_path",
                        "files/decision",
                        "timeout",
                        "300ms",
                        "max_connections",
                        5,
                        "ca_certificate",
                        pem,
                        "token",
                        "hunter2",
                        "headers",
                        List.of("X-Team", "user-agent"),
                        "query",
                        List.of("version"))))
                .isEqualTo(new OpaConfig(
                        new EndpointConfig(
                                URI.create("https://opa.example/opa"), Duration.ofMillis(300), 5, Optional.of(pem)),
                        "files/decision",
                        Optional.of(Secret.of("hunter2")),
                        Set.of("x-team", "user-agent"),
                        Set.of("version")));
    }

    @Test
    void read_wrongPolicyPaths_areProblems() {
        for (String path : List.of(
                "/authz/allow",
                "authz/allow/",
                "v1/data/authz/allow",
                "authz//allow",
                "authz.allow",
                "..",
                "a/../b",
                "a b",
                "a\nb",
                "x".repeat(513))) {
            assertProblem("policy_path", path, "policy_path", "such as authz/allow");
        }
        assertProblem("policy_path", " ", "policy_path", "is empty");
    }

    @Test
    void read_wrongNames_areProblems() {
        assertProblem("headers", List.of("x team"), "headers[0]", "name of a header field");
        assertProblem("headers", List.of("x-team", "X-Team"), "headers[1]", "twice");
        for (String credentials : List.of("Authorization", "Cookie", "Proxy-Authorization")) {
            assertProblem("headers", List.of(credentials), "headers[0]", "credentials stay here");
        }
        assertProblem("query", List.of("a", ""), "query[1]", "name of a query parameter");
        assertProblem("query", List.of("a", "a"), "query[1]", "twice");
        assertProblem("token", "hunter2 2", "token", "printable ASCII");
    }

    @Test
    void create_manyProblems_tellsAllOfThemAndUnknownKeys() {
        ConfigNode node = ConfigNode.of(Map.of("url", "localhost", "polcy_path", "a", "timeout", "soon"));

        assertThatThrownBy(() -> new OpaAuthorizerFactory().create(node, Opas.context()))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::path)
                                .containsExactlyInAnyOrder("url", "polcy_path", "timeout"))
                .hasMessageContaining("did you mean \"policy_path\"");
    }

    @Test
    void create_nodeThatTheEngineHasReadFrom_isTaken() {
        Map<String, Object> values = new HashMap<>(LEAST);
        values.put("decision_cache_ttl_seconds", 60);
        ConfigNode node = ConfigNode.of(values);
        node.integer("decision_cache_ttl_seconds", 0, 3600);
        new OpaAuthorizerFactory().create(node, Opas.context()).close();
        node.reportUnknownKeys();
        assertThat(node.problems().list()).isEmpty();
    }

    private static OpaConfig read(Map<String, ?> values) {
        ConfigNode node = ConfigNode.of(values);
        Optional<OpaConfig> config = OpaConfig.read(node);
        node.reportUnknownKeys();
        assertThat(node.problems().list()).isEmpty();
        return config.orElseThrow();
    }

    private static void assertProblem(String key, Object value, String path, String message) {
        Map<String, Object> values = new HashMap<>(LEAST);
        values.put(key, value);
        ConfigNode node = ConfigNode.of(values);
        assertThat(OpaConfig.read(node)).as("%s", value).isEmpty();
        assertThat(node.problems().list()).as("%s", value).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).contains(message).doesNotContain("hunter2");
        });
    }
}
