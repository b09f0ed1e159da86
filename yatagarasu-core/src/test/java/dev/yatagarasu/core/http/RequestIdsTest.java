package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
    private final RequestIds ids = new RequestIds();

    @ParameterizedTest
    @ValueSource(strings = {"a", "0af7651916cd43dd8448eb211c80319c", "A-b_c.d:e+f/g=h", "-"})
    void idFor_wellFormedId_isTheCallers(String id) {
        assertThat(ids.idFor(id)).isEqualTo(id);
    }

    @Test
    void idFor_128Characters_areTheMost() {
        assertThat(ids.idFor("x".repeat(128))).hasSize(128);
        assertThat(ids.idFor("x".repeat(129))).doesNotContain("xx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a\"b", "a\nb", "a\r", "<script>", "é", "a,b", "a\\b", "{}", "a;b", "\u001b[0m"})
    void idFor_anythingElse_isReplaced(String id) {
        assertThat(ids.idFor(id)).isNotEqualTo(id).matches("[0-9a-f]{24}");
    }

    @Test
    void idFor_manyRequestsAndEngines_areDistinct() {
        RequestIds others = new RequestIds();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.idFor(""))).isTrue();
            assertThat(seen.add(others.idFor(""))).isTrue();
        }
    }
}
