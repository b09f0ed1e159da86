package dev.yatagarasu.server.jetty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReloadTest {
    private static final String BASE = "server: { address: \"127.0.0.1:8080\" }\n";

    @TempDir
    Path directory;

    @Test
    void run_bucketsChanged_areInForce() throws IOException {
        Path file = write(BASE + bucket("one"));
        try (Yatagarasu engine = engine(file)) {
            write(BASE + bucket("two"));
            new Reload(file, engine).run();
            assertThat(engine.config().buckets())
                    .singleElement()
                    .matches(bucket -> bucket.name().equals("two"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"buckets: [", "buckets: []", "surprise: 1"})
    void run_unusableFile_changesNothing(String yaml) throws IOException {
        Path file = write(BASE + bucket("one"));
        try (Yatagarasu engine = engine(file)) {
            YatagarasuConfig before = engine.config();
            write(yaml);
            new Reload(file, engine).run();
            assertThat(engine.config()).isSameAs(before);
        }
    }

    @Test
    void run_fileGone_changesNothing() throws IOException {
        Path file = write(BASE + bucket("one"));
        try (Yatagarasu engine = engine(file)) {
            YatagarasuConfig before = engine.config();
            Files.delete(file);
            new Reload(file, engine).run();
            assertThat(engine.config()).isSameAs(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: { address: \"127.0.0.1:8081\" }|server.address",
                "server: { address: \"0.0.0.0:8080\" }|server.address",
                "server: { address: \"127.0.0.1:8080\", idle_timeout: 5s }|server.idle_timeout",
                "server: { address: \"127.0.0.1:8080\", max_connections: 5 }|server.max_connections",
                "server: { address: \"127.0.0.1:8080\", header_timeout: 5s }|server.header_timeout",
                "server: { address: \"127.0.0.1:8080\", min_rate: 5KB }|server.min_rate",
                "server: { address: \"127.0.0.1:8080\", limits: { max_uri_length: 9KB } }|server.limits",
                "admin: { address: \"127.0.0.1:9090\" }|admin",
                "logging: { level: debug }|logging",
                "logging: { format: json }|logging"
            })
    void restartNeeded_settingOfTheProcess_isNamed(String section, String setting) throws IOException {
        YatagarasuConfig before = YatagarasuConfig.read(write(BASE + bucket("one")));
        String other = section.startsWith("server") ? section + "\n" : BASE + section + "\n";
        YatagarasuConfig after = YatagarasuConfig.read(write(other + bucket("one")));
        assertThat(Reload.restartNeeded(before, after)).containsExactly(setting);
    }

    @Test
    void restartNeeded_settingOfTheEngine_isNotNamed() throws IOException {
        YatagarasuConfig before = YatagarasuConfig.read(write(BASE + bucket("one")));
        YatagarasuConfig after = YatagarasuConfig.read(
                write("server: { address: \"127.0.0.1:8080\", max_concurrent_requests: 7 }\n" + bucket("two")));
        assertThat(Reload.restartNeeded(before, after)).isEmpty();
    }

    /** A setting is either taken from the configuration in force whenever it is used, or named by a reload. */
    @Test
    void server_everySetting_appliesOnReloadOrIsNamed() {
        Set<String> applies = Set.of("maxConcurrentRequests", "shutdown", "trustedProxies", "rateLimit");
        Set<String> named = Set.of("host", "port", "limits", "connections", "idleTimeout");
        assertThat(ServerConfig.class.getRecordComponents())
                .extracting(RecordComponent::getName)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(applies.stream(), named.stream()).toList());
    }

    private Yatagarasu engine(Path file) throws IOException {
        return Yatagarasu.builder().config(YatagarasuConfig.read(file)).build();
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("config.yaml"), yaml);
    }

    private String bucket(String name) {
        return """
                buckets:
                  - name: %s
                    path_prefix: /%s
                    storage: { type: filesystem, root: "%s" }
                    auth: { enabled: false }
                """.formatted(name, name, directory);
    }
}
