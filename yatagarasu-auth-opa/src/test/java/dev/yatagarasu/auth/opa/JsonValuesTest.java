package dev.yatagarasu.auth.opa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
    @Test
    void of_numbers_keepTheirDigits() {
        assertThat(JsonValues.of(Map.of(
                                "n",
                                List.of(
                                        1,
                                        2L,
                                        (short) 3,
                                        0.1,
                                        1.5f,
                                        new BigDecimal("1.10"),
                                        new BigInteger("9".repeat(30)))))
                        .toString())
                .isEqualTo("{\"n\":[1,2,3,0.1,1.5,1.10," + "9".repeat(30) + "]}");
    }

    @Test
    void of_whatJsonHasNot_throwsWithoutShowingIt() {
        for (Object value : List.of(Instant.EPOCH, Double.NaN, Double.POSITIVE_INFINITY, Optional.of("hunter2"))) {
            assertThatThrownBy(() -> JsonValues.of(Map.of("claim", List.of(value))))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining(value.getClass().getName())
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void of_noEndOfNesting_throws() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertThatThrownBy(() -> JsonValues.of(Map.of("claim", endless)))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void of_sets_areLists() {
        assertThat(JsonValues.of(Map.of("roles", Set.of("reader"))).toString()).isEqualTo("{\"roles\":[\"reader\"]}");
    }
}
