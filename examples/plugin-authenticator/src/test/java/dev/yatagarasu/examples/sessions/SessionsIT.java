package dev.yatagarasu.examples.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it was built, in {@code plugins/} of a copy of the distribution. */
@Timeout(120)
class SessionsIT {
    private static final Path DISTRIBUTION = Path.of("../../yatagarasu-server-jetty/target/distribution");
    private static final Path JAR = Path.of(System.getProperty("plugin.jar"));
    private static final String PATH = "/files/plan.txt";

    @TempDir
    Path home;

    @BeforeEach
    void copyDistribution() throws IOException {
        ServerProcess.copy(DISTRIBUTION, home);
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/plan.txt"), "sell more\n");
        Files.writeString(home.resolve("session.key"), Sessions.KEY);
        Files.writeString(
                home.resolve("config.yaml"), """
                server: { address: "127.0.0.1:0" }
                logging: { level: debug }
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: "%s" }
                    auth:
                      enabled: true
                      authenticator: session_cookie
                      session_cookie: { key: "file:%s" }
                """.formatted(home.resolve("data"), home.resolve("session.key")));
    }

    @Test
    void serve_jarInPlugins_sessionsReadAndAreVerifiedOnce() throws Exception {
        Files.copy(JAR, home.resolve("plugins").resolve(JAR.getFileName()));
        String good = session("ada", Instant.now().plusSeconds(600), Sessions.KEY);
        String altered = good.substring(0, good.length() - 2) + (good.endsWith("AA") ? "BB" : "AA");
        try (ServerProcess server = ServerProcess.start(home)) {
            server.awaitServing();

            assertThat(server.get(PATH, "Cookie", good).body()).isEqualTo("sell more\n");
            assertThat(server.get(PATH, "Cookie", "theme=dark; " + good).body()).isEqualTo("sell more\n");
            assertThat(server.status(PATH)).isEqualTo(401);
            assertThat(server.status(PATH, "Cookie", altered)).isEqualTo(401);
            assertThat(server.status(
                            PATH, "Cookie", session("ada", Instant.now().plusSeconds(600), Sessions.OTHER_KEY)))
                    .isEqualTo(401);
            assertThat(server.status(
                            PATH, "Cookie", session("ada", Instant.now().minusSeconds(1), Sessions.KEY)))
                    .isEqualTo(401);

            server.stop();
            assertThat(server.lines())
                    .filteredOn(line -> line.contains("verified a session of ada"))
                    .hasSize(1);
            assertThat(String.join("\n", server.lines()))
                    .doesNotContain(good.substring("session=".length()), Sessions.KEY);
        }
    }

    @Test
    void serve_withoutTheJar_stopsAndNamesTheAuthenticatorsThereAre() throws Exception {
        try (ServerProcess server = ServerProcess.start(home)) {
            assertThat(server.awaitEnd()).isEqualTo(2);
            assertThat(server.lines())
                    .anyMatch(line -> line.contains("buckets[0].auth.authenticator")
                            && line.contains("there is no authenticator \"session_cookie\"; there are jwt"));
        }
    }

    private static String session(String user, Instant end, String key) {
        return "session=" + Sessions.value(user, end, key);
    }
}
