package dev.yatagarasu.server.jetty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in a file, and with what it describes, is said in one round, each with its line. */
class AllProblemsTest {
    /** What is wrong stands in a comment behind it. */
    private static final String FAULTS = """
            server:
              prot: 8080                                        # no such key
            jwt: { algorithm: HS256, secret: "a secret of 32 bytes or more, for tokens" }
            buckets:
              - name: one
                path_prefix: one                                # no slash
                storage:
                  type: filesystem
                  root: "DIRECTORY/none"                        # not there
                auth: { enabled: false }
              - name: two
                path_prefix: /two
                storage:
                  type: filesistem                              # no such type
                auth: { enabled: false }
                cache: { ttl: soon }                            # no time span
              - name: three
                path_prefix: /three
                s3:
                  bucket: three
                  endpoint: "http://127.0.0.1:1"
                  credentials: environment                      # not set here, both of them
                  timeout: soon                                 # no time span
                auth:
                  enabled: true
                  provider: opaa                                # no such provider
                  fail_mode: ajar                               # no such mode
                  jwt:
                    algoritm: RS256                             # no such key, and none is missing
                    public_key: "file:DIRECTORY/none.pem"       # not there
              - name: four
                path_prefix: /four
                storage: { type: filesystem, root: "DIRECTORY" }
                versions: true                                  # none there
                auth: { enabled: false }
              - name: five
                path_prefix: /five
                s3: { bukcet: five, regoin: eu-central-1 }      # no such keys, and no credentials
                auth:
                  enabled: true
                  provider: opa
                  oppa: { url: "http://127.0.0.1:8181" }        # no such section
            cache:
              layers:
                - memory
                - disk
                - rediss                                        # no such layer
              redis: { url: "redis://127.0.0.1:6379" }
              disk:
                directory: /etc/passwd                          # no directory
                max_size: 10                                    # too small
            """;

    private static final List<String> FOUND = List.of(
            "line 2, server.prot: is not known here",
            "line 6, buckets[0].path_prefix: must start with a slash",
            "line 9, buckets[0].storage.root: found",
            "line 14, buckets[1].storage.type: there is no storage type \"filesistem\"; there are filesystem, s3."
                    + " Did you mean \"filesystem\"?",
            "line 16, buckets[1].cache.ttl: must be a time span",
            "line 22, buckets[2].s3.credentials: the environment variable AWS_ACCESS_KEY_ID is not set",
            "line 22, buckets[2].s3.credentials: the environment variable AWS_SECRET_ACCESS_KEY is not set",
            "line 23, buckets[2].s3.timeout: must be a time span",
            "line 26, buckets[2].auth.provider: there is no policy provider \"opaa\"",
            "line 27, buckets[2].auth.fail_mode: must be one of",
            "line 29, buckets[2].auth.jwt.algoritm: is not known here; did you mean \"algorithm\"?",
            "line 30, buckets[2].auth.jwt.public_key: the file",
            "line 34, buckets[3].versions: is true, but the bucket's storage keeps no versions",
            "line 38, buckets[4].s3: names no credentials",
            "line 38, buckets[4].s3.bukcet: is not known here; did you mean \"bucket\"?",
            "line 38, buckets[4].s3.regoin: is not known here; did you mean \"region\"?",
            "line 42, buckets[4].auth.oppa: is not known here; did you mean \"opa\"?",
            "line 47, cache.layers[2]: there is no cache layer \"rediss\"",
            "line 50, cache.disk.directory: cannot be used: /etc/passwd is no directory",
            "line 51, cache.disk.max_size: must be a size");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        assumeThat(System.getenv("AWS_ACCESS_KEY_ID")).as("the environment").isNull();
        file = Files.writeString(directory.resolve("config.yaml"), FAULTS.replace("DIRECTORY", directory.toString()));
    }

    @Test
    void check_faultsInFileTiersAndComponents_areAllSaidAtOnceInTheOrderOfLines() {
        StringWriter err = new StringWriter();

        int code = YatagarasuCommand.run(
                new PrintWriter(new StringWriter()), new PrintWriter(err, true), "check", "--config", file.toString());

        assertThat(code).isEqualTo(2);
        List<String> problems =
                err.toString().lines().skip(1).map(String::strip).toList();
        assertStart(problems);
    }

    @Test
    void reload_faultsInFileTiersAndComponents_areAllSaidAtOnceAndNothingChanges() throws IOException {
        YatagarasuConfig good = YatagarasuConfig.parse("""
                buckets:
                  - name: four
                    path_prefix: /four
                    storage: { type: filesystem, root: "%s" }
                    auth: { enabled: false }
                """.formatted(directory));
        ConfigDraft draft = ConfigDraft.read(file);
        try (Yatagarasu engine = Yatagarasu.builder().config(good).build()) {
            ConfigurationException refused =
                    catchThrowableOfType(ConfigurationException.class, () -> engine.reload(draft));

            assertStart(refused.problems().stream().map(Problem::toString).toList());
            assertThat(engine.config()).isSameAs(good);
            assertThat(engine.get("four", "config.yaml")).isPresent();
        }
    }

    @Test
    void check_mistypedTypeOfAPlugin_namesTheOneThatIsThere() {
        StringWriter err = new StringWriter();
        YatagarasuCommand.run(
                new PrintWriter(new StringWriter()), new PrintWriter(err, true), "check", "--config", file.toString());
        assertThat(err.toString()).contains("Did you mean \"opa\"?").contains("Did you mean \"redis\"?");
    }

    private static void assertStart(List<String> problems) {
        assertThat(problems).hasSameSizeAs(FOUND);
        for (int i = 0; i < FOUND.size(); i++) {
            assertThat(problems.get(i)).startsWith(FOUND.get(i));
        }
    }
}
