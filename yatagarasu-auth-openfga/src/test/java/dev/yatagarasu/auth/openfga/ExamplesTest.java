package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.testkit.HttpDouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Secret TOKEN = Secret.of("token-of-the-examples");

    @Test
    void model_inTheLanguageAndInJson_isTheSame() {
        assertThat(ModelDsl.json(Examples.text("model.fga"))).isEqualTo(Examples.model());
    }

    @Test
    void load_intoAnEmptyServer_printsSettingsThatWork() throws Exception {
        assumeThere("bash");
        assumeThere("curl");
        try (HttpDouble server = HttpDouble.start(new FgaDouble(Set.of(TOKEN.reveal())))) {
            Map<String, Object> settings = new HashMap<>();
            settings.put("endpoint", server.url().toString());
            settings.put("api_token", TOKEN.reveal());
            for (String line : load(server)) {
                String[] parts = line.split(": ", 2);
                settings.put(parts[0], parts[1].replace("\"", ""));
            }

            ConfigNode node = ConfigNode.of(settings);
            try (Authorizer authorizer = new OpenFgaAuthorizerFactory().create(node, Contexts.context())) {
                assertThat(settings).containsKeys("store_id", "authorization_model_id");
                assertThat(authorizer.authorize(Requests.get("carol", "Quarterly reports/Q3.xlsx")))
                        .isEqualTo(new Decision.Allow());
                assertThat(authorizer.authorize(Requests.get("mallory", "notes.txt")))
                        .isInstanceOf(Decision.Deny.class);
            }
        }
    }

    private static List<String> load(HttpDouble server) throws IOException, InterruptedException {
        ProcessBuilder script =
                new ProcessBuilder("bash", Examples.DIRECTORY.resolve("load.sh").toString());
        script.environment().put("OPENFGA_URL", server.url().toString());
        script.environment().put("OPENFGA_API_TOKEN", TOKEN.reveal());
        script.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = script.start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return lines;
    }

    private static void assumeThere(String program) {
        boolean there = List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(directory -> Path.of(directory, program).toFile().canExecute());
        if (!there) {
            System.out.println("skipped: there is no " + program + " here to run the example's script");
        }
        Assumptions.assumeTrue(there, "no " + program);
    }
}
