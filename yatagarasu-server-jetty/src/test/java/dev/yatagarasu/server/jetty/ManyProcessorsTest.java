package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many processors there are, the server starts, and has threads left. */
class ManyProcessorsTest {
    private static final Pattern SERVING = Pattern.compile("serving .* port (\\d+), admin port");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 48, 64, 128})
    void start_onSoManyProcessors_servesOnBothPorts(int processors) throws Exception {
        YatagarasuConfig config = YatagarasuConfig.builder()
                .server(ServerConfig.defaults().withAddress("127.0.0.1", 0))
                .admin(new AdminConfig("127.0.0.1", 0))
                .bucket(BucketConfig.publicBucket("files", "/", new FilesystemConfig(directory))
                        .build())
                .build();
        Files.writeString(directory.resolve("a"), "content");
        try (Yatagarasu engine = Yatagarasu.builder().config(config).build();
                YatagarasuServer server = YatagarasuServer.start(engine, processors)) {
            assertThat(status(server.port(), "/a")).isEqualTo(200);
            assertThat(status(server.adminPort().orElseThrow(), "/health")).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 48, 64, 128})
    void threads_besideListenersAndReserve_areLeftForEachProcessor(int processors) {
        int taken = Math.max(1, processors / 2) + 3;
        IoThreads threads = IoThreads.forListeners(taken, processors);
        int left = threads.getMaxThreads() - taken - threads.getReservedThreads();
        assertThat(left).isGreaterThanOrEqualTo(Math.max(24, processors));
    }

    @Test
    void serve_processOnSixtyFourProcessors_startsAndServes() throws Exception {
        Path file = directory.resolve("c.yaml");
        Files.writeString(directory.resolve("a"), "content");
        Files.writeString(file, """
                server: { address: "127.0.0.1:0" }
                admin: { address: "127.0.0.1:0" }
                buckets:
                  - { name: files, path_prefix: /, storage: { type: filesystem, root: "%s" }, auth: { enabled: false } }
                """.formatted(directory));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=64",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "dev.yatagarasu.server.jetty.cli.Main",
                        "serve",
                        "--config",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader log = process.inputReader()) {
            assertThat(status(port(log), "/a")).isEqualTo(200);
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int port(BufferedReader log) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            all.append(line).append('\n');
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                return Integer.parseInt(serving.group(1));
            }
        }
        throw new AssertionError("does not start: " + all);
    }

    private static int status(int port, String target) throws Exception {
        try (Raw raw = new Raw(port, Duration.ofSeconds(20))) {
            raw.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return raw.read(false).status();
        }
    }
}
