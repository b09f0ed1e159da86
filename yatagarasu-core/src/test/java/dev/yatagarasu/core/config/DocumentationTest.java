package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/configuration.md} shows is what the reader reads. */
class DocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    static List<String> blocks() throws Exception {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void parse_yamlOfThePage_isAConfiguration(String block, @TempDir Path secrets) throws Exception {
        Files.writeString(secrets.resolve("s3_access_key"), "AKID\n");
        Files.writeString(secrets.resolve("s3_secret_key"), "hunter2\n");
        String yaml = block.replace("/run/secrets", secrets.toString());
        assertThat(Yaml.parse(yaml, Map.of("BUCKET", "files")).buckets()).isNotEmpty();
    }

    @Test
    void page_longestExample_isTheTestedFile() throws Exception {
        assertThat(blocks()).contains(Files.readString(FullExampleTest.FILE));
    }

    private static Stream<String> paths() {
        return EveryKeyTest.paths().map(path -> path.replace("buckets.0", "buckets[]"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void page_everyKey_hasItsRow(String path) throws Exception {
        assertThat(Files.readString(PAGE)).contains("\n| `" + path + "` |");
    }

    @Test
    void page_everyRow_isAKey() throws Exception {
        List<String> rows = Pattern.compile("\n\\| `([a-z0-9_]+(?:[.\\[][^`]*)?)` \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(paths().toList());
    }
}
