package dev.yatagarasu.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.testkit.LoopbackCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointReaderTest {
    @Test
    void read_onlyAUrl_takesTheDefaults() {
        EndpointConfig config = read(Map.of("endpoint", "http://localhost:8080"));

        assertThat(config).isEqualTo(EndpointConfig.of(URI.create("http://localhost:8080")));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.maxConnections()).isEqualTo(64);
        assertThat(config.caCertificate()).isEmpty();
    }

    @Test
    void read_everyKey_isTaken(@TempDir Path directory) {
        Path pem = LoopbackCertificate.make(directory).writePem(directory.resolve("ca.pem"));

        assertThat(read(Map.of(
                        "endpoint",
                        "https://[::1]/opa",
                        "timeout",
                        "250ms",
                        "max_connections",
                        3,
                        "ca_certificate",
                        pem)))
                .isEqualTo(new EndpointConfig(
                        URI.create("https://[::1]/opa"), Duration.ofMillis(250), 3, Optional.of(pem)));
    }

    @Test
    void read_wrongUrls_areProblemsThatDoNotShowThem() {
        for (String url : List.of(
                "localhost:8181",
                "ftp://hunter2",
                "http://",
                "http:///hunter2",
                "http://user:hunter2@localhost",
                "http://localhost:0",
                "http://localhost:65536",
                "http://localhost:hunter2",
                "http://localhost/?a=hunter2",
                "http://localhost/#hunter2",
                "http://localhost/a/../hunter2",
                "http://localhost/hünter2/hunter2",
                "http://local host/hunter2",
                "http://[hunter2",
                " ")) {
            assertProblem(Map.of("endpoint", url), "endpoint", "");
        }
        assertProblem(Map.of(), "endpoint", "is missing");
    }

    @Test
    void read_wrongValues_areProblems(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        String plain = "http://localhost";
        assertProblem(Map.of("endpoint", plain, "timeout", "0s"), "timeout", "above 0");
        assertProblem(Map.of("endpoint", plain, "timeout", "2m"), "timeout", "60s at most");
        assertProblem(Map.of("endpoint", plain, "max_connections", 0), "max_connections", "from 1 to 10000");
        for (Object file : List.of(empty, directory.resolve("none.pem"), "\0")) {
            assertProblem(
                    Map.of("endpoint", "https://localhost", "ca_certificate", file),
                    "ca_certificate",
                    "certificates in PEM form");
        }
        Path pem = LoopbackCertificate.make(directory).writePem(directory.resolve("ca.pem"));
        assertProblem(
                Map.of("endpoint", plain, "ca_certificate", pem),
                "ca_certificate",
                "is of no use unless endpoint starts with https://");
    }

    @Test
    void read_manyProblems_areToldAtOnce() {
        ConfigNode node = ConfigNode.of(Map.of("endpoint", "x", "timeout", "soon", "max_connections", "many"));
        assertThat(EndpointReader.read(node, "endpoint")).isEmpty();
        assertThat(node.problems().list())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("endpoint", "timeout", "max_connections");
    }

    @Test
    void token_thatNoHeaderCanHold_isAProblemThatDoesNotShowIt(@TempDir Path directory) throws IOException {
        Path lines = Files.writeString(directory.resolve("token"), "hunter2\nhunter3\n");
        for (String token : List.of("hunter2 x", "hünter2", "file:" + lines)) {
            ConfigNode node = ConfigNode.of(Map.of("token", token));
            EndpointReader.token(node, "token");
            assertThat(node.problems().list())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString())
                            .contains("printable ASCII")
                            .doesNotContain("nter2"));
        }
        Path good = Files.writeString(directory.resolve("good"), "hunter2\n");
        assertThat(EndpointReader.token(ConfigNode.of(Map.of("token", "file:" + good)), "token"))
                .contains(Secret.of("hunter2"));
        assertThat(EndpointReader.token(ConfigNode.of(Map.of()), "token")).isEmpty();
    }

    private static EndpointConfig read(Map<String, ?> values) {
        ConfigNode node = ConfigNode.of(values);
        Optional<EndpointConfig> config = EndpointReader.read(node, "endpoint");
        node.reportUnknownKeys();
        assertThat(node.problems().list()).isEmpty();
        return config.orElseThrow();
    }

    private static void assertProblem(Map<String, ?> values, String path, String message) {
        ConfigNode node = ConfigNode.of(values);
        assertThat(EndpointReader.read(node, "endpoint")).as("%s", values).isEmpty();
        assertThat(node.problems().list()).as("%s", values).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isIn(path, "");
            assertThat(problem.message()).contains(message).doesNotContain("hunter2");
        });
    }
}
