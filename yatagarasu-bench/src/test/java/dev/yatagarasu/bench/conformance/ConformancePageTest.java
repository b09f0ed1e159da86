package dev.yatagarasu.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whether the summary in the documentation is one that {@code yatagarasu-bench/conformance --out} may have written: a number that
 * is changed by hand no longer agrees with the others.
 */
final class ConformancePageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| (.+) \\|$");
    private static final Pattern SCORE = Pattern.compile("([0-9]+)/([0-9]+)");
    private static final int CACHES = 4;

    private static String section() throws IOException {
        Path file = Path.of(System.getProperty("basedir", ".")).resolve("../docs/caching.md");
        String page = Files.readString(file);
        return page.substring(page.indexOf("<!-- conformance:begin -->"), page.indexOf("<!-- conformance:end -->"));
    }

    private static Map<String, List<Scores.Score>> scores() throws IOException {
        Map<String, List<Scores.Score>> rows = new LinkedHashMap<>();
        ROW.matcher(section()).results().forEach(row -> {
            List<Scores.Score> scores = SCORE.matcher(row.group(2))
                    .results()
                    .map(ConformancePageTest::score)
                    .toList();
            if (scores.size() == CACHES) {
                rows.put(row.group(1), scores);
            }
        });
        return rows;
    }

    private static Scores.Score score(MatchResult found) {
        return new Scores.Score(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
    }

    @Test
    void page_everyGroup_isTheOneThatTheProgramWrites() throws IOException {
        assertThat(scores().keySet())
                .containsExactlyElementsOf(
                        Stream.concat(Arrays.stream(Group.values()).map(Group::title), Stream.of("together"))
                                .toList());
    }

    @Test
    void page_together_isTheSumOfTheGroups() throws IOException {
        Map<String, List<Scores.Score>> groups = scores();
        List<Scores.Score> together = Objects.requireNonNull(groups.remove("together"));

        for (int cache = 0; cache < CACHES; cache++) {
            int column = cache;
            assertThat(together.get(cache))
                    .isEqualTo(new Scores.Score(
                            groups.values().stream()
                                    .mapToInt(row -> row.get(column).passed())
                                    .sum(),
                            groups.values().stream()
                                    .mapToInt(row -> row.get(column).all())
                                    .sum()));
        }
        assertThat(section()).contains("Required: " + together.getFirst() + " = ");
    }

    @Test
    void page_testsNotPassed_areAsManyAsAreMissingInTheirGroup() throws IOException {
        Map<String, Long> named = new LinkedHashMap<>();
        ROW.matcher(section())
                .results()
                .filter(row -> row.group(2).startsWith("`"))
                .forEach(row -> named.put(
                        row.group(1),
                        (row.group(2).chars().filter(c -> c == '`').count() / 2)));
        Map<String, Long> missing = new LinkedHashMap<>();
        scores().forEach((group, row) ->
                missing.put(group, (long) row.getFirst().all() - row.getFirst().passed()));
        missing.remove("together");
        missing.values().removeIf(count -> count == 0);

        assertThat(named).isEqualTo(missing);
    }
}
