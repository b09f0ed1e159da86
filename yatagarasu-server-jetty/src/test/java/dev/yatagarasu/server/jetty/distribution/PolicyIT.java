package dev.yatagarasu.server.jetty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Policies as an operator configures them, with the plug-ins that the distribution brings along. */
@Timeout(120)
class PolicyIT {
    private static final String SHARED_FILES = """
            buckets:
              - name: "shared-files"
                path_prefix: /shared
                storage: { type: filesystem, root: . }
                auth:
                  enabled: true
                  provider: "openfga"
                  openfga:
                    endpoint: "http://localhost:8080"
                    store_id: "01ARZ3NDEKTSV4RRFFQ69G5FAV"
                    authorization_model_id: "01GXSA8YR785C4FYS3C0RTG7B1"
                    api_token: "${OPENFGA_API_TOKEN}"
            """;

    @TempDir
    private Path directory;

    @Test
    void check_openFgaAsOtherProxiesConfigureIt_canBeServed() throws Exception {
        assertThat(check(Map.of("OPENFGA_API_TOKEN", "hunter2"), SHARED_FILES, 0))
                .contains("openfga")
                .doesNotContain("hunter2");
    }

    @Test
    void check_tokenThatTheEnvironmentDoesNotHave_isRefused() throws Exception {
        assertThat(check(Map.of(), SHARED_FILES, 2)).contains("OPENFGA_API_TOKEN");
    }

    @Test
    void check_settingThatThePluginDoesNotKnow_isRefusedWithTheNearestName() throws Exception {
        String misspelt = SHARED_FILES.replace("store_id", "stroe_id");

        assertThat(check(Map.of("OPENFGA_API_TOKEN", "hunter2"), misspelt, 2))
                .contains("buckets[0].auth.openfga.stroe_id: is not known here; did you mean \"store_id\"?");
    }

    @Test
    void check_providerThatNobodyHas_listsThoseThereAre() throws Exception {
        String unknown = SHARED_FILES.replace("openfga", "openfgo");

        assertThat(check(Map.of("OPENFGA_API_TOKEN", "hunter2"), unknown, 2)).contains("jwt, opa, openfga");
    }

    private String check(Map<String, String> environment, String yaml, int exitCode) throws Exception {
        Path config = Files.writeString(directory.resolve("yatagarasu.yaml"), yaml);
        try (Program program = Program.start(Program.HOME, environment, "check", "--config", config.toString())) {
            int ended = program.awaitEnd();
            String lines = String.join("\n", program.lines());
            assertThat(ended).as(lines).isEqualTo(exitCode);
            return lines;
        }
    }
}
