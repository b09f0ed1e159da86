package dev.yatagarasu.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConfigNodeTest {
    private enum Colour {
        RED,
        DARK_BLUE
    }

    private static ConfigNode with(String key, Object value) {
        return ConfigNode.of(Map.of(key, value));
    }

    private static void assertProblem(ConfigNode node, String expected) {
        assertThat(node.problems().list()).extracting(Problem::toString).containsExactly(expected);
    }

    private static void assertNoProblem(ConfigNode node) {
        assertThat(node.problems().list()).isEmpty();
    }

    @Test
    void read_eachType_givesTheValue() {
        assertThat(with("k", "text").string("k")).contains("text");
        assertThat(with("k", "text").requiredString("k")).isEqualTo("text");
        assertThat(with("k", true).bool("k")).contains(true);
        assertThat(with("k", false).bool("k")).contains(false);
        assertThat(with("k", 5).integer("k", 1, 5)).isEqualTo(OptionalInt.of(5));
        assertThat(with("k", "0s").duration("k")).contains(Duration.ZERO);
        assertThat(with("k", "5m").positiveDuration("k")).contains(Duration.ofMinutes(5));
        assertThat(with("k", "4KB").size("k")).isEqualTo(OptionalLong.of(4096));
        assertThat(with("k", "4KB").size("k", 4096, 4096)).isEqualTo(OptionalLong.of(4096));
        assertThat(with("k", "dark_blue").oneOf("k", Colour.class)).contains(Colour.DARK_BLUE);
        assertThat(with("k", List.of("a", 1)).strings("k")).containsExactly("a", "1");
        assertThat(with("k", Map.of("a", 1)).child("k")).isPresent();
        assertThat(with("k", "s").secret("k")).contains(Secret.of("s"));
    }

    @Test
    void read_missingKey_givesNothingAndNotesNothing() {
        ConfigNode node = ConfigNode.of(Map.of());
        assertThat(node.string("k")).isEmpty();
        assertThat(node.bool("k")).isEmpty();
        assertThat(node.integer("k", 0, 1)).isEmpty();
        assertThat(node.duration("k")).isEmpty();
        assertThat(node.positiveDuration("k")).isEmpty();
        assertThat(node.size("k")).isEmpty();
        assertThat(node.size("k", 0, 1)).isEmpty();
        assertThat(node.oneOf("k", Colour.class)).isEmpty();
        assertThat(node.strings("k")).isEmpty();
        assertThat(node.child("k")).isEmpty();
        assertThat(node.secret("k")).isEmpty();
        assertThat(node.childOrEmpty("k").string("x")).isEmpty();
        assertNoProblem(node);
    }

    @Test
    void requiredString_missing_isNotedAtTheMapping() {
        Problems problems = new Problems();
        ConfigNode node = ConfigNode.mapping(problems, "a", 4, Map.of());
        assertThat(node.requiredString("b")).isEmpty();
        assertProblem(node, "line 4, a.b: is missing");
    }

    @Test
    void requiredString_blank_isNoted() {
        ConfigNode node = with("k", " ");
        node.requiredString("k");
        assertProblem(node, "k: is empty");
    }

    @Test
    void bool_anythingElse_isNoted() {
        for (String text : List.of("yes", "True", "1", "on", "")) {
            ConfigNode node = with("k", text);
            assertThat(node.bool("k")).isEmpty();
            assertProblem(node, "k: must be true or false, found \"" + text + "\"");
        }
    }

    @Test
    void integer_outOfRangeOrNoNumber_isNoted() {
        for (String text : List.of("0", "11", "1.5", "-1", "ten", "99999999999999999999")) {
            ConfigNode node = with("k", text);
            assertThat(node.integer("k", 1, 10)).isEmpty();
            assertProblem(node, "k: must be a whole number from 1 to 10, found \"" + text + "\"");
        }
    }

    @Test
    void positiveDuration_nothingOrTooLong_isNoted() {
        for (String text : List.of("0", "0ms", "25h", "soon")) {
            ConfigNode node = with("k", text);
            assertThat(node.positiveDuration("k", Duration.ofDays(1))).isEmpty();
            assertProblem(
                    node,
                    "k: must be a time span above 0 such as 250ms, 30s, 5m or 1h, 1d at most (a bare number is"
                            + " seconds), found \"" + text + "\"");
        }
    }

    @Test
    void duration_notUnderstood_isNoted() {
        ConfigNode node = with("k", "5 minutes");
        assertThat(node.duration("k")).isEmpty();
        assertThat(node.problems().list().getFirst().message()).contains("250ms", "found \"5 minutes\"");
    }

    @Test
    void size_notUnderstoodOrOutOfRange_isNoted() {
        ConfigNode node = ConfigNode.of(Map.of("a", "1 GB", "b", "2MB"));
        node.size("a");
        node.size("b", 1024, 1024 * 1024);
        assertThat(node.problems().list())
                .extracting(Problem::message)
                .containsExactly(
                        "must be a size such as 64KB, 10MB or 1GB (a bare number is bytes), found \"1 GB\"",
                        "must be a size from 1KB to 1MB, such as 64KB or 10MB (a bare number is bytes), found"
                                + " \"2MB\"");
    }

    @Test
    void oneOf_otherNameOrCase_listsWhatIsAccepted() {
        ConfigNode node = with("k", "RED");
        assertThat(node.oneOf("k", Colour.class)).isEmpty();
        assertProblem(node, "k: must be one of red, dark_blue, found \"RED\"");
    }

    @Test
    void read_wrongKindOfNode_isNotedAndWhatIsBelowIsNotUnknown() {
        ConfigNode node =
                ConfigNode.of(Map.of("text", Map.of("a", 1), "list", Map.of("a", 1), "map", List.of(Map.of("a", 1))));
        node.string("text");
        node.items("list");
        node.child("map");
        node.reportUnknownKeys();
        assertThat(node.problems().list())
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "text: must be a text, found keys and values",
                        "list: must be a list, found keys and values",
                        "map: must hold keys and values, found a list");
    }

    @Test
    void strings_itemThatIsNoText_isNotedAndLeftOut() {
        ConfigNode node = with("k", List.of("a", List.of("b"), "c"));
        assertThat(node.strings("k")).containsExactly("a", "c");
        assertProblem(node, "k[1]: must be a text, found a list");
    }

    @Test
    void read_keyWithoutValue_isNoted() {
        Problems problems = new Problems();
        ConfigNode node = ConfigNode.mapping(problems, "", 1, Map.of("k", ConfigNode.nothing(problems, "k", 3)));
        node.string("k");
        node.items("k");
        node.child("k");
        String found = "found nothing: give it a value or remove the key";
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "line 3, k: must be a text, " + found,
                        "line 3, k: must be a list, " + found,
                        "line 3, k: must hold keys and values, " + found);
    }

    @Test
    void read_brokenValue_notesNothingMore() {
        Problems problems = new Problems();
        ConfigNode node = ConfigNode.mapping(problems, "", 1, Map.of("k", ConfigNode.broken(problems, "k", 3)));
        assertThat(node.string("k")).isEmpty();
        assertThat(node.requiredString("k")).isEmpty();
        assertThat(node.items("k")).isEmpty();
        assertThat(node.child("k")).isEmpty();
        node.reportUnknownKeys();
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void reportUnknownKeys_typo_suggestsTheNearestReadKey() {
        ConfigNode node = with("s3", Map.of("regoin", "x"));
        ConfigNode s3 = node.child("s3").orElseThrow();
        s3.string("region");
        s3.string("bucket");
        node.reportUnknownKeys();
        assertProblem(node, "s3.regoin: is not known here; did you mean \"region\"? (known here: bucket, region)");
    }

    @Test
    void reportUnknownKeys_insideLists_areFound() {
        ConfigNode node = with("list", List.of(Map.of("a", 1), Map.of("b", 1)));
        node.items("list").forEach(item -> item.string("a"));
        node.reportUnknownKeys();
        assertThat(node.problems().list()).extracting(Problem::path).containsExactly("list[1].b");
    }

    @Test
    void leaveTo_node_isCheckedByWhoeverReadsIt() {
        ConfigNode node = with("plugin", Map.of("own", 1, "mine", 2));
        ConfigNode plugin = node.child("plugin").orElseThrow();
        node.leaveTo("plugin");
        node.reportUnknownKeys();
        assertNoProblem(node);
        plugin.string("own");
        plugin.reportUnknownKeys();
        assertProblem(node, "plugin.mine: is not known here; known here: own");
    }

    @Test
    void refuse_presentKey_isNotedOnceAndNeverSuggested() {
        ConfigNode node = ConfigNode.of(Map.of("tls", Map.of("a", 1), "tsl", 1));
        node.refuse("tls", "is not there yet");
        node.string("port");
        node.reportUnknownKeys();
        assertThat(node.problems().list())
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder("tls: is not there yet", "tsl: is not known here; known here: port");
    }

    @Test
    void refuse_missingKey_notesNothing() {
        ConfigNode node = ConfigNode.of(Map.of());
        node.refuse("tls", "is not there yet");
        assertNoProblem(node);
    }

    @Test
    void problem_secretKeys_neverShowsTheValue() {
        for (String key : List.of("secret_key", "secret", "api_token", "session_token", "access_key", "password")) {
            ConfigNode node = with(key, "hunter2");
            node.bool(key);
            assertProblem(node, key + ": must be true or false, found a value that is not shown here");
        }
    }

    @Test
    void problem_valueFromTheEnvironment_showsWhatIsWritten() {
        Problems problems = new Problems();
        ConfigNode port = ConfigNode.scalar(problems, "port", 3, "hunter2", "${PORT}");
        ConfigNode node = ConfigNode.mapping(problems, "", 1, Map.of("port", port));
        node.integer("port", 0, 1);
        assertProblem(
                node,
                "line 3, port: must be a whole number from 0 to 1, found what the environment gives for \"${PORT}\"");
    }

    @Test
    void problem_hugeValueOrKey_isShortened() {
        ConfigNode node = ConfigNode.of(Map.of("k", "x".repeat(5000), "y".repeat(5000), 1));
        node.bool("k");
        node.reportUnknownKeys();
        assertThat(node.problems().list())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.toString()).hasSizeLessThan(200));
    }

    @Test
    void describe_eachKind_isFitForAMessage() {
        ConfigNode node = ConfigNode.of(Map.of("text", "a", "list", List.of(), "map", Map.of()));
        assertThat(node.describe("text")).isEqualTo("\"a\"");
        assertThat(node.describe("list")).isEqualTo("a list");
        assertThat(node.describe("map")).isEqualTo("keys and values");
        assertThat(node.describe("other")).isEqualTo("nothing");
    }

    @Test
    void has_andKeys_doNotMakeKnown() {
        ConfigNode node = with("k", List.of());
        assertThat(node.has("k")).isTrue();
        assertThat(node.isList("k")).isTrue();
        assertThat(node.isList("x")).isFalse();
        assertThat(node.isMapping("x")).isFalse();
        assertThat(node.keys()).containsExactly("k");
        node.reportUnknownKeys();
        assertThat(node.problems().list()).hasSize(1);
    }

    @Test
    void equals_sameValuesElsewhere_isEqual() {
        ConfigNode here = ConfigNode.of(Map.of("a", List.of("1"), "b", Map.of("c", "x")));
        Problems problems = new Problems();
        ConfigNode one = ConfigNode.scalar(problems, "p.a[0]", 5, "1", "${ONE}");
        ConfigNode x = ConfigNode.scalar(problems, "p.b.c", 6, "x");
        ConfigNode there = ConfigNode.mapping(
                problems,
                "p",
                4,
                Map.of(
                        "a", ConfigNode.sequence(problems, "p.a", 5, List.of(one)),
                        "b", ConfigNode.mapping(problems, "p.b", 6, Map.of("c", x))));
        assertThat(there).isEqualTo(here).hasSameHashCodeAs(here);
        assertThat(there).isNotEqualTo(ConfigNode.of(Map.of("a", List.of("2"), "b", Map.of("c", "x"))));
    }

    @Test
    void toString_values_areNotShown() {
        ConfigNode node = with("a", Map.of("secret_key", "hunter2"));
        assertThat(node.toString() + node.child("a") + Optional.of(node)).doesNotContain("hunter2");
    }
}
