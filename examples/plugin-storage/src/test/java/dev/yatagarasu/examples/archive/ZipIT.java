package dev.yatagarasu.examples.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.testkit.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it was built, in {@code plugins/} of a copy of the distribution. */
@Timeout(120)
class ZipIT {
    private static final Path DISTRIBUTION = Path.of("../../yatagarasu-server-jetty/target/distribution");
    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));

    @TempDir
    Path home;

    @BeforeEach
    void copyDistribution() throws IOException {
        ServerProcess.copy(DISTRIBUTION, home);
        Path file = home.resolve("objects.zip");
        new ZipMaker(file).put("docs/hello.txt", "Hello from a ZIP file.\n");
        Files.writeString(home.resolve("config.yaml"), """
                server: { address: "127.0.0.1:0" }
                buckets:
                  - name: archive
                    path_prefix: /archive
                    storage: { type: zip, file: "%s" }
                    auth: { enabled: false }
                """.formatted(file));
    }

    @Test
    void serve_jarInPlugins_objectsOfTheArchiveAreServed() throws Exception {
        Files.copy(JAR, home.resolve("plugins").resolve(JAR.getFileName()));
        try (ServerProcess server = ServerProcess.start(home)) {
            server.awaitServing();

            HttpResponse<String> whole = server.get("/archive/docs/hello.txt");
            assertThat(whole.body()).isEqualTo("Hello from a ZIP file.\n");
            String etag = whole.headers().firstValue("etag").orElseThrow();
            assertThat(server.status("/archive/docs/hello.txt", "If-None-Match", etag))
                    .isEqualTo(304);
            HttpResponse<String> part = server.get("/archive/docs/hello.txt", "Range", "bytes=6-9");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("from");
            assertThat(server.status("/archive/docs/hello.txt", "Range", "bytes=99-"))
                    .isEqualTo(416);
            assertThat(server.status("/archive/docs")).isEqualTo(404);
        }
    }

    @Test
    void serve_withoutTheJar_stopsAndNamesTheTypesThereAre() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            assertThat(server.awaitEnd()).isEqualTo(2);
            assertThat(server.lines())
                    .anyMatch(line -> line.contains("buckets[0].storage.type")
                            && line.contains("there is no storage type \"zip\""));
        }
    }
}
