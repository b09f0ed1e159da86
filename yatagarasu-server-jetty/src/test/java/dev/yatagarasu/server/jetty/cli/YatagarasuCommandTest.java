package dev.yatagarasu.server.jetty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YatagarasuCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void check_usableConfiguration_saysWhatWouldBeServed() throws IOException {
        Path file = config("""
                server: { address: "[::1]:0" }
                admin: { address: "127.0.0.1:9091" }
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: "%s" }
                    auth: { enabled: false }
                    cache: { ttl: 90s, max_object_size: 64KB }
                  - name: reports
                    path_prefix: /company/reports
                    s3:
                      bucket: my-reports
                      region: eu-central-1
                      endpoint: "http://127.0.0.1:1"
                      access_key: AKIDEXAMPLE
                      secret_key: the-secret-key
                    auth: { enabled: false }
                    cache: { enabled: false }
                  - name: mirror
                    path_prefix: /mirror
                    s3: { bucket: open, endpoint: "https://127.0.0.1:1", credentials: anonymous }
                    auth: { enabled: false }
                cache: { memory: { max_size: 64MB } }
                logging: { level: debug, format: json }
                """.formatted(directory));
        assertThat(run("check", "--config", file.toString())).isZero();
        assertThat(out.toString().lines().map(String::strip))
                .contains(
                        file + " can be served:",
                        "data port:  [::1], any free port",
                        "admin port: 127.0.0.1:9091, open to this machine",
                        "cache:      memory, 64MB",
                        "logging:    debug, json",
                        "bucket files:",
                        "path:     /files",
                        "storage:  directory " + directory,
                        "auth:     off, anybody may read",
                        "cache:    90s unless storage says otherwise, objects up to 64KB",
                        "bucket reports:",
                        "storage:  S3 bucket my-reports in eu-central-1 at http://127.0.0.1:1, signed with"
                                + " access key AKIDEXAMPLE",
                        "cache:    off",
                        "storage:  S3 bucket open in us-east-1 at https://127.0.0.1:1, unsigned");
        assertThat(out.toString()).doesNotContain("the-secret-key");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void summary_bucketWithoutEndpoint_isAtAws() {
        YatagarasuConfig config = YatagarasuConfig.parse("""
                buckets:
                  - name: reports
                    path_prefix: /
                    s3: { bucket: my-reports, region: eu-central-1, access_key: AKIDEXAMPLE, secret_key: the-secret-key }
                    auth: { enabled: false }
                """);
        assertThat(ConfigSummary.of(config).stream().map(String::strip))
                .contains("storage:  S3 bucket my-reports in eu-central-1 at AWS, signed with access key AKIDEXAMPLE");
    }

    @Test
    void check_severalProblems_listsAllWithPathAndLine() throws IOException {
        Path file = config("""
                server:
                  prot: 8080
                buckets:
                  - name: files
                    path_prefix: files
                    storage: { type: filesystem, root: . }
                """);
        assertThat(run("check", "--config", file.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines().toList())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("  line 2, server.prot: "))
                .anyMatch(line -> line.startsWith("  line 5, buckets[0].path_prefix: "))
                .anyMatch(line -> line.contains("buckets[0].auth: is missing"));
    }

    @Test
    void check_besideAServerWithADiskLayer_leavesItsDirectoryAlone() throws IOException {
        String text = """
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: "%s" }
                    auth: { enabled: false }
                cache: { layers: [memory, disk], disk: { directory: "%s", max_size: 1MB } }
                """.formatted(directory, directory.resolve("cache"));
        Path file = config(text);
        try (Yatagarasu running =
                Yatagarasu.builder().config(YatagarasuConfig.parse(text)).build()) {
            assertThat(run("check", "--config", file.toString())).isZero();
            assertThat(out.toString()).contains(file + " can be served:", "disk");
            assertThat(running.readiness()).isNotNull();

            Path broken = config(text.replace("type: filesystem", "type: azure_blob"));
            assertThat(run("check", "--config", broken.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("azure_blob");
        }
    }

    @Test
    void check_unknownStorageType_listsTheTypesThereAre() throws IOException {
        Path file = config("""
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: azure_blob }
                    auth: { enabled: false }
                """);
        assertThat(run("check", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("azure_blob")
                .contains("filesystem, s3")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check"})
    void config_unreadableFile_isBadConfiguration(String command) {
        assertThat(run(command, "--config", directory.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("yatagarasu: cannot read ")
                .contains("none.yaml: there is no such file");
    }

    @Test
    void config_notYaml_isBadConfiguration() throws IOException {
        assertThat(run("serve", "--config", config("buckets: [").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("line ").doesNotContain("\tat ").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "serve", "check", "serve --confg x", "version surplus"})
    void commandLine_badUsage_isRefusedWithHelp(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Usage: yatagarasu");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "serve --help", "check -h", "version --help"})
    void help_everyCommand_showsIt(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: yatagarasu");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void version_always_namesProgramAndJvm() {
        assertThat(run("version")).isZero();
        assertThat(out.toString().lines().toList().getFirst()).matches("yatagarasu \\d+\\.\\d+\\.\\d+.*");
        assertThat(out.toString()).contains("Java " + Runtime.version());
    }

    private int run(String... args) {
        return YatagarasuCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private Path config(String yaml) throws IOException {
        return Files.writeString(directory.resolve("config.yaml"), yaml);
    }
}
