package dev.yatagarasu.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final Set<String> KNOWN = Set.of("region", "bucket", "endpoint");

    @Test
    void suggest_slip_namesTheNearestAndAll() {
        assertThat(NearestName.suggest("regoin", KNOWN))
                .isEqualTo("did you mean \"region\"? (known here: bucket, endpoint, region)");
    }

    @Test
    void suggest_nothingNear_namesAll() {
        assertThat(NearestName.suggest("zzz", KNOWN)).isEqualTo("known here: bucket, endpoint, region");
    }

    @Test
    void suggest_nothingKnown_saysSo() {
        assertThat(NearestName.suggest("x", Set.of())).isEqualTo("no key is known here");
    }

    @Test
    void suggest_otherLetterCaseOrDash_isNear() {
        assertThat(NearestName.suggest("pathStyle", Set.of("path_style"))).startsWith("did you mean \"path_style\"");
        assertThat(NearestName.suggest("path-style", Set.of("path_style"))).startsWith("did you mean \"path_style\"");
    }

    @ParameterizedTest
    @CsvSource({"a,a,0", "a,b,1", "ab,ba,2", "kitten,sitting,3", "'',abc,3", "abc,'',3"})
    void distance_twoNames_isLevenshteins(String a, String b, int expected) {
        assertThat(NearestName.distance(a, b)).isEqualTo(expected);
    }

    @Test
    void suggest_hugeName_isNotComparedLetterByLetter() {
        assertThat(NearestName.suggest("x".repeat(5_000_000), KNOWN)).startsWith("known here");
    }
}
