package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTreeTest {
    private static void assertProblem(String yaml, String expected) {
        assertThat(Yaml.found(yaml)).extracting(Object::toString).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\n", "# only a comment\n", "---\n", "---\n...\n", "~", "null", "\uFEFF"})
    void parse_emptyDocument_saysSo(String yaml) {
        assertProblem(yaml, "the configuration is empty: it needs at least buckets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"just text", "[a, b]", "- a\n- b", "42", "\"quoted\""})
    void parse_topLevelThatIsNoMapping_saysSo(String yaml) {
        assertProblem(yaml, "line 1: the configuration must be made of keys and values, such as buckets:");
    }

    @Test
    void parse_secondDocument_isRefused() {
        assertProblem(
                Yaml.minimal() + "---\na: 1\n",
                "line 11: a second document starts here (---): only one is read, remove the other");
    }

    @Test
    void parse_oneDocumentWithMarkersAndByteOrderMark_isRead() {
        assertThat(Yaml.parse("\uFEFF---\n" + Yaml.minimal() + "...\n"))
                .isEqualTo(Yaml.minimal().parse());
    }

    @Test
    void parse_windowsLineBreaks_countTheSame() {
        assertThat(Yaml.found((Yaml.minimal() + "nonsense: 1\n").replace("\n", "\r\n")))
                .singleElement()
                .asString()
                .startsWith("line 11, nonsense");
    }

    @Test
    void parse_duplicateKey_namesBothLines() {
        assertProblem(
                Yaml.minimal() + "logging:\n  level: info\n  level: warn\n",
                "line 13, logging.level: stands here a second time, first in line 12: remove one of them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'a: b: c'                  | 1 | a key stands where none may be
        'a:\\n b: 1\\n  c: 2'      | 3 | a key stands where none may be
        'a: 1\\n- b'               | 2 | the indentation does not fit
        'a: - b'                   | 1 | a list item (-) stands where none may be
        'a: "b'                    | 1 | a quote is never closed
        'a: {b: 1'                 | 1 | in brackets goes wrong here
        'a: [b'                    | 1 | in brackets goes wrong here
        'a: {b: ${C}}'             | 1 | such as ${NAME}) in quotes
        'a: 1\\nb\\nc: 2'          | 3 | a colon, or the space after it, missing
        'a:\\n\\tb: 1'             | 2 | a tab stands where spaces must
        'a: @b'                    | 1 | put a value in single quotes if it starts with
        'a: "\\x"'                 | 1 | put a value in single quotes
        'a: !b!c d'                | 1 | put a value in single quotes
        '%YAML 9.9\\n---\\na: 1'   | 1 | it is not understood
        """)
    void parse_notYaml_saysWhereAndWhy(String yaml, int line, String expected) {
        assertThat(Yaml.found(yaml.replace("\\n", "\n").replace("\\t", "\t")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message())
                            .startsWith("this is no valid YAML: ")
                            .contains(expected);
                    assertThat(problem.line()).isBetween(line, line + 1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"&x eu-central-1", "*x", "&x [a]", "&x {a: 1}"})
    void parse_anchorOrAlias_isRefused(String value) {
        Yaml yaml = Yaml.minimal().set("logging.level", value);
        assertThat(yaml.problems())
                .containsExactly("logging.level: uses a YAML anchor or alias (& or *), which are not read here: write"
                        + " the value out, in quotes if it starts with & or *");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!str info", "!custom info", "!!java.net.URL [\"http://localhost\"]", "!custom {a: b}"})
    void parse_tag_isRefused(String value) {
        assertThat(Yaml.minimal().set("logging.level", value).problems())
                .containsExactly(
                        "logging.level: uses a YAML tag (!), which are not read here: write the value in quotes"
                                + " if it starts with !");
    }

    @Test
    void parse_aliasesOfAliases_areRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(Yaml.problems(bomb.toString())).anyMatch(problem -> problem.startsWith("a29: uses a YAML anchor"));
    }

    @Test
    void parse_mergeKey_isAnUnknownKey() {
        assertThat(Yaml.problems(Yaml.minimal() + "<<: {a: 1}\n"))
                .singleElement()
                .asString()
                .startsWith("<<: is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void parse_deepNesting_isRefused(String open) {
        assertThat(Yaml.problems("a:\n " + open.repeat(100_000)))
                .singleElement()
                .asString()
                .endsWith("is nested more than 50 levels deep");
    }

    @Test
    void parse_controlCharacters_areRefusedWithTheirLine() {
        assertProblem(
                "a: 1\nb: \0\n",
                "line 2: the character U+000000 is not allowed in YAML: remove it, or write it as an escape in double"
                        + " quotes");
        assertProblem(
                "a: \u001b[31m",
                "line 1: the character U+00001B is not allowed in YAML: remove it, or write it as an escape in double"
                        + " quotes");
        assertThat(Yaml.problems("a: \ud800")).singleElement().asString().contains("U+00D800");
    }

    @Test
    void parse_escapedControlCharacterInAKey_staysOnOneLine() {
        assertThat(Yaml.problems(Yaml.minimal() + "\"a\\n\\e[31mb\": 1\n"))
                .singleElement()
                .asString()
                .startsWith("a\\u000a\\u001b[31mb: is not known here");
    }

    @Test
    void parse_hugeText_isRefused() {
        assertProblem("#".repeat(10 * 1024 * 1024 + 1), "the configuration is larger than 10MB");
    }

    @Test
    void parse_manyMegabytes_areRead() {
        String comment = "#" + "x".repeat(1023) + "\n";
        assertThat(Yaml.parse(comment.repeat(5 * 1024) + Yaml.minimal()))
                .isEqualTo(Yaml.minimal().parse());
    }

    @Test
    void parse_valuesThatYamlTakesForSomethingElse_stayText() {
        for (String text : List.of("123", "1.0", "true", "no", "0x1F", "2001-12-14", "1_000", ".inf")) {
            String name = text.startsWith(".") ? "a" + text : text;
            assertThat(Yaml.minimal()
                            .set("buckets.0.name", name)
                            .parse()
                            .buckets()
                            .getFirst()
                            .name())
                    .isEqualTo(name);
        }
    }

    @Test
    void parse_nullWhereATextIsWanted_isRefused() {
        for (String nothing : List.of("", "~", "null", "Null", "NULL")) {
            assertThat(Yaml.minimal().set("buckets.0.name", nothing).problems())
                    .containsExactly(
                            "buckets[0].name: must be a text, found nothing: give it a value or remove the key");
        }
        assertThat(Yaml.minimal().set("buckets.0.name", "'null'").problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"? [a]\n: b\n", "[a]: b\n", "{a: b}: c\n", "*a : b\n"})
    void parse_keyThatIsNoText_isRefused(String pair) {
        assertThat(Yaml.problems(pair + Yaml.minimal()))
                .containsExactly("holds a key that is no text: quote it if it starts with one of [ { & * ?");
    }

    @Test
    void parse_anchorOrTagOnAKey_isRefused() {
        assertThat(Yaml.problems(Yaml.minimal() + "&x logging: {}\n")).hasSize(1);
        assertThat(Yaml.problems(Yaml.minimal() + "!x logging: {}\n")).hasSize(1);
        assertThat(Yaml.problems("&x\n" + Yaml.minimal())).isNotEmpty();
    }

    @Test
    void parse_emptyKey_isUnknown() {
        assertThat(Yaml.problems(Yaml.minimal() + "'': 1\n")).hasSize(1);
    }
}
