package dev.yatagarasu.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final Set<String> KNOWN = Set.of("region", "bucket", "endpoint");

    @Test
    void of_slip_isTheNearest() {
        assertThat(NearestName.of("regoin", KNOWN)).contains("region");
    }

    @Test
    void of_nothingNear_isNone() {
        assertThat(NearestName.of("zzz", KNOWN)).isEmpty();
    }

    @Test
    void of_otherLetterCaseOrDash_isNear() {
        assertThat(NearestName.of("pathStyle", Set.of("path_style"))).contains("path_style");
        assertThat(NearestName.of("path-style", Set.of("path_style"))).contains("path_style");
    }

    @ParameterizedTest
    @CsvSource({"a,a,0", "a,b,1", "ab,ba,1", "nmae,name,1", "abc,bca,2", "kitten,sitting,3", "'',abc,3", "abc,'',3"})
    void distance_twoNames_isTheLeastNumberOfSlips(String a, String b, int expected) {
        assertThat(NearestName.distance(a, b)).isEqualTo(expected);
    }

    @Test
    void of_hugeName_isNotComparedLetterByLetter() {
        assertThat(NearestName.of("x".repeat(5_000_000), KNOWN)).isEmpty();
    }
}
