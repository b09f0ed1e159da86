package dev.yatagarasu.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    private record Holder(String name, Optional<Secret> secret) {}

    @Test
    void toString_anyValue_isThreeAsterisks() {
        assertThat(Secret.of("hunter2")).hasToString("***");
        assertThat(Secret.of("")).hasToString("***");
    }

    @Test
    void toString_insideARecord_staysHidden() {
        assertThat(new Holder("a", Optional.of(Secret.of("hunter2"))).toString())
                .contains("***")
                .doesNotContain("hunter2");
    }

    @Test
    void reveal_value_isWhatWasWrapped() {
        assertThat(Secret.of("hünter2").reveal()).isEqualTo("hünter2");
    }

    @Test
    void equals_sameValue_isEqualWithSameHash() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
    }

    @Test
    void equals_otherValueOrType_differs() {
        assertThat(Secret.of("a"))
                .isNotEqualTo(Secret.of("b"))
                .isNotEqualTo(Secret.of("aa"))
                .isNotEqualTo("a");
    }
}
