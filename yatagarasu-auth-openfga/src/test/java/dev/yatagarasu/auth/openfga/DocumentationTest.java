package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Consistency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code docs/openfga.md} says is what the code does. */
class DocumentationTest {
    private static String page = "";

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("..", "docs", "openfga.md"));
    }

    @Test
    void defaults_inTheLargeExample_areThoseOfTheCode() {
        var parents = OpenFgaConfigReader.PARENTS;
        var objects = OpenFgaConfigReader.OBJECTS;
        assertThat(page)
                .contains("user_claim: " + OpenFgaConfigReader.USERS.claim() + "\n")
                .contains("user_type: " + OpenFgaConfigReader.USERS.type() + "\n")
                .contains("file: \"" + objects.file() + "\"\n")
                .contains("folder: \"" + objects.folder() + "\"\n")
                .contains("bucket: \"" + objects.bucket() + "\"\n")
                .contains("relations: { get: " + OpenFgaConfigReader.RELATIONS.get() + ", head: "
                        + OpenFgaConfigReader.RELATIONS.head() + " }\n")
                .contains("parents: { contextual: " + parents.contextual() + ", relation: " + parents.relation()
                        + ", max_depth: " + parents.maxDepth() + " }\n")
                .contains("consistency: " + Consistency.MINIMIZE_LATENCY.name().toLowerCase(Locale.ROOT) + "\n");
    }

    @Test
    void defaultsOfCalls_inTheLargeExample_areThoseOfTheCode() {
        var retry = OpenFgaConfigReader.RETRY;
        assertThat(page)
                .contains("timeout: " + EndpointConfig.TIMEOUT.toSeconds() + "s\n")
                .contains("max_connections: " + EndpointConfig.MAX_CONNECTIONS + "\n")
                .contains("retry: { max_attempts: " + retry.maxAttempts() + ", initial_backoff: "
                        + retry.initialBackoff().toMillis() + "ms, max_backoff: "
                        + retry.maxBackoff().toMillis() + "ms }\n");
    }

    @Test
    void names_inTheText_areThoseOfTheCode() {
        ObjectNames names = new ObjectNames(OpenFgaConfigReader.OBJECTS);

        assertThat(page)
                .contains("`" + names.object("shared-files", "projects/plan.pdf") + "`")
                .contains("`" + names.object("shared-files", "projects/") + "`")
                .contains("`" + names.object("shared-files", "") + "`")
                .contains("`Q3 report.pdf` is `" + ObjectId.escape("Q3 report.pdf") + "`")
                .contains("longer than " + ObjectId.LONGEST_NAME + " bytes")
                .contains("longer than " + UserNames.LONGEST_NAME + " bytes")
                .contains("`" + ObjectId.HASHED + "`");
    }

    @Test
    void folders_inTheText_areThoseThatOpenFgaIsTold() {
        String key = "projects/apollo/plan.pdf";
        ObjectNames names = new ObjectNames(OpenFgaConfigReader.OBJECTS);
        List<String> lines =
                page.lines().map(line -> line.replaceAll(" +", " ")).toList();

        String inside = names.object("shared-files", key);
        for (String container : names.containers("shared-files", key)) {
            assertThat(lines).contains(container + " parent " + inside);
            inside = container;
        }
    }

    @Test
    void tuples_inTheText_areInTheExample() {
        Set<String> shipped = new HashSet<>();
        for (JsonNode tuple : Examples.tuples()) {
            shipped.add("`" + tuple.path("user").asText() + "` `"
                    + tuple.path("relation").asText() + "` `"
                    + tuple.path("object").asText() + "`");
        }
        Matcher explained =
                Pattern.compile("`(?:user|team):[^` ]+` `[a-z]+` `[^` ]+`").matcher(page);

        assertThat(explained.results().map(MatchResult::group))
                .hasSizeGreaterThan(5)
                .isSubsetOf(shipped);
    }
}
