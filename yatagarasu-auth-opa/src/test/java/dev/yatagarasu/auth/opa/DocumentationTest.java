package dev.yatagarasu.auth.opa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.RequestDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/opa.md} shows is what the code does. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "opa.md");

    @Test
    void page_inputDocument_isWhatPoliciesSee() throws IOException {
        Principal alice = new Principal("alice", Map.of("sub", "alice", "roles", List.of("reader")));
        AccessRequest request = new AccessRequest(
                Optional.of(alice),
                "GET",
                "files",
                "2026/report.pdf",
                "/shared/2026/report.pdf",
                new RequestDetails(
                        Optional.of("192.0.2.7"), Map.of("x-team", List.of("blue")), Map.of("version", List.of("2"))));

        assertThat(JsonMapper.builder().build().readTree(block("json"))).isEqualTo(InputDocument.of(request));
    }

    @Test
    void page_firstPolicy_isTheTestedOne() throws IOException {
        assertThat(block("rego")).isEqualTo(Files.readString(ExamplePoliciesTest.EXAMPLES.resolve("roles.rego")));
    }

    @Test
    void page_rowsOfKeys_areTheKeys() throws IOException {
        Map<String, Object> values = new HashMap<>();
        List<String> rows = Pattern.compile("\n\\| `([a-z_]+)` \\| [^|]*\\|[^|\n]*\\|")
                .matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();
        rows.forEach(key -> values.put(key, List.of()));
        ConfigNode node = ConfigNode.of(values);
        OpaConfig.read(node);
        int wrong = node.problems().list().size();
        node.reportUnknownKeys();

        assertThat(rows).hasSize(8).doesNotHaveDuplicates();
        assertThat(node.problems().list()).hasSize(wrong);
    }

    private static String block(String language) throws IOException {
        List<MatchResult> blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .toList();
        assertThat(blocks).hasSize(1);
        return blocks.get(0).group(1);
    }
}
