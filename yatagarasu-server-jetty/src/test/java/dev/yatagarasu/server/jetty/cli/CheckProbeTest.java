package dev.yatagarasu.server.jetty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.core.ConsoleAppender;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** {@code check} asks nobody, and {@code check --probe} everybody; neither changes anything. */
class CheckProbeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(
                "/keys",
                "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\",\"crv\":\"P-256\","
                        + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}");
        answer("/", "x");
        server.start();
    }

    private void answer(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String config(int port) {
        return """
                jwt: { algorithm: ES256, jwks_url: "http://127.0.0.1:PORT/keys" }
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: "DIRECTORY" }
                    auth: { enabled: true }
                  - name: remote
                    path_prefix: /remote
                    s3: { bucket: b, endpoint: "http://127.0.0.1:PORT", credentials: anonymous }
                    auth: { enabled: false }
                cache: { layers: [memory, disk], disk: { directory: "DIRECTORY/cache", max_size: 1MB } }
                logging: { format: json }
                """.replace("PORT", "" + port).replace("DIRECTORY", directory.toString());
    }

    @Test
    void check_healthyStorage_asksNobodyAndWarnsOfNothing() throws IOException {
        assertThat(run("check", config(server.getAddress().getPort()))).isZero();
        assertThat(requests).hasValue(0);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).doesNotContain("probes:");
        assertThat(directory.resolve("cache")).doesNotExist();
    }

    @Test
    void probe_everythingAnswers_saysSoOfEachAndChangesNothing() throws IOException {
        assertThat(run("check --probe", config(server.getAddress().getPort()))).isZero();
        assertThat(probes())
                .containsExactly(
                        "storage of bucket files: answers",
                        "storage of bucket remote: answers",
                        "key set http://127.0.0.1:" + server.getAddress().getPort() + "/keys: answers, keys: 1",
                        "cache tier disk: can be used");
        assertThat(directory.resolve("cache")).doesNotExist();
    }

    @Test
    void probe_nobodyListens_saysWhatDoesNotAnswerWithoutTheNamesOfClassesAndEndsWithOne() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(run("check --probe", config(port))).isEqualTo(1);
        assertThat(probes())
                .hasSize(4)
                .contains("storage of bucket files: answers")
                .anyMatch(
                        line -> line.startsWith("storage of bucket remote: no connection to http://127.0.0.1:" + port))
                .anyMatch(line ->
                        line.startsWith("key set http://127.0.0.1:" + port + "/keys: ") && line.contains("refused"))
                .noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void check_jsonLogging_isTheFormatOfItsWarningsToo() throws IOException {
        assertThat(run("check", config(server.getAddress().getPort()))).isZero();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        assertThat(root.iteratorForAppenders().next())
                .isInstanceOfSatisfying(
                        ConsoleAppender.class,
                        appender -> assertThat(appender.getEncoder()).isInstanceOf(JsonEncoder.class));
    }

    @Test
    void check_cacheDirectoryThatCannotBe_isAProblemWithItsLine() throws IOException {
        Files.writeString(directory.resolve("cache"), "a file");
        assertThat(run("check", config(server.getAddress().getPort()))).isEqualTo(2);
        assertThat(err.toString()).contains("  line 11, cache.disk.directory: cannot be used: ");
    }

    private List<String> probes() {
        return out.toString()
                .lines()
                .dropWhile(line -> !line.equals("probes:"))
                .skip(1)
                .map(String::strip)
                .toList();
    }

    private int run(String command, String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yaml"), yaml);
        String[] args = (command + " --config " + file).split(" ");
        return YatagarasuCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
