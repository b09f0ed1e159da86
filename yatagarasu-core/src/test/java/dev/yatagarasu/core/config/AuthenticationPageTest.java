package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/authentication.md} says of {@code jwt} is what the reader reads. */
class AuthenticationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "authentication.md");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

    private static final Pattern TABLE = Pattern.compile("## Keys of the section\\n.*?\\n\\n[A-Z]", Pattern.DOTALL);
    private static final Pattern KNOWN = Pattern.compile("known here: (.*)");
    private static final Pattern KEY = Pattern.compile("[a-z_]+");

    @TempDir
    private Path secrets;

    static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("jwt:"))
                .toList();
    }

    private static ConfigNode tree(String yaml) {
        return YamlTree.parse(yaml, new Problems(), new Environment(name -> Optional.empty()));
    }

    private static Stream<ConfigNode> sections(ConfigNode root) {
        Stream<ConfigNode> ofBuckets =
                root.items("buckets").stream().flatMap(bucket -> bucket.childOrEmpty("auth").child("jwt").stream());
        return Stream.concat(root.child("jwt").stream(), ofBuckets);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void read_sectionsOfThePage_areConfigurations(String block) throws IOException {
        Files.writeString(secrets.resolve("jwt_secret"), "0123456789abcdef0123456789abcdef\n");
        Files.writeString(secrets.resolve("partners_2026_01.pem"), PemSamples.named("P256"));
        Files.writeString(secrets.resolve("partners_2026_07.pem"), PemSamples.named("ED25519"));
        List<ConfigNode> sections = sections(tree(block.replace("/run/secrets", secrets.toString())))
                .toList();
        assertThat(sections).isNotEmpty().allSatisfy(section -> {
            assertThat(JwtReader.read(section)).isPresent();
            section.reportUnknownKeys();
            assertThat(section.problems().list()).isEmpty();
        });
    }

    @Test
    void page_table_hasEveryKey() throws IOException {
        ConfigNode section = tree("zz: 1");
        JwtReader.read(section);
        section.reportUnknownKeys();
        List<String> known = section.problems().list().stream()
                .flatMap(problem -> KNOWN.matcher(problem.message()).results())
                .flatMap(found -> KEY.matcher(found.group(1)).results())
                .map(MatchResult::group)
                .toList();
        Matcher table = TABLE.matcher(Files.readString(PAGE));
        assertThat(table.find()).isTrue();
        assertThat(ROW.matcher(table.group()).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(known)
                .isNotEmpty();
    }

    @Test
    void page_operators_areAllExplained() throws IOException {
        String page = Files.readString(PAGE);
        for (ClaimRule.Operator operator : ClaimRule.Operator.values()) {
            assertThat(page).contains("`" + operator.name().toLowerCase(Locale.ROOT) + "`");
        }
        for (JwtAlgorithm algorithm : JwtAlgorithm.values()) {
            assertThat(page).contains(algorithm.text());
        }
    }
}
