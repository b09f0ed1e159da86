package dev.yatagarasu.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void toString_placeInAFile_namesLineAndPath() {
        assertThat(new Problem("buckets[0].name", 7, "is empty")).hasToString("line 7, buckets[0].name: is empty");
        assertThat(new Problem("", 7, "is empty")).hasToString("line 7: is empty");
    }

    @Test
    void toString_noFile_namesPathOnly() {
        assertThat(new Problem("buckets", 0, "is missing")).hasToString("buckets: is missing");
        assertThat(new Problem("", 0, "is missing")).hasToString("is missing");
    }

    @Test
    void create_controlCharacters_staysOneLine() {
        Problem problem = new Problem("a\nb", 1, "found \"\u001b[2J\r\n\u2028\u202e\"");
        assertThat(problem.toString()).isEqualTo("line 1, a\\u000ab: found \"\\u001b[2J\\u000d\\u000a\\u2028\\u202e\"");
    }

    @Test
    void throwIfAny_severalProblems_saysAllInOrderOfLines() {
        Problems problems = new Problems();
        problems.add("b", 9, "is wrong");
        problems.add("a", 2, "is missing");
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("line 2, a: is missing\nline 9, b: is wrong")
                .extracting(e -> ((ConfigurationException) e).problems())
                .isEqualTo(problems.list());
    }

    @Test
    void throwIfAny_none_returns() {
        assertThatCode(new Problems()::throwIfAny).doesNotThrowAnyException();
        assertThat(new Problems().isEmpty()).isTrue();
    }

    @Test
    void exception_onePlace_isAProblemWithoutLine() {
        assertThat(new ConfigurationException("storage", "is down").problems())
                .containsExactly(new Problem("storage", 0, "is down"));
    }
}
