package dev.yatagarasu.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrincipalTest {

    @Test
    void principal_sameIdAndClaims_areEqual() {
        Principal ada = new Principal("ada", Map.of("roles", List.of("reader")));

        assertThat(new Principal("ada", Map.of("roles", List.of("reader"))))
                .isEqualTo(ada)
                .hasSameHashCodeAs(ada);
    }

    @Test
    void principal_otherIdOrClaims_isAnother() {
        Principal ada = new Principal("ada", Map.of("roles", List.of("reader")));

        assertThat(ada).isNotEqualTo(Principal.of("ada")).isNotEqualTo(new Principal("bob", ada.claims()));
    }

    @Test
    void claims_changedByWhoMadeThem_stay() {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of("tenant", "a"));
        Principal ada = new Principal("ada", claims);

        claims.put("tenant", "b");

        assertThat(ada.claims()).containsExactly(Map.entry("tenant", "a"));
        assertThatThrownBy(() -> ada.claims().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void principal_withoutId_isRefused() {
        assertThatThrownBy(() -> Principal.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toString_claims_areNotShown() {
        assertThat(new Principal("ada", Map.of("email", "ada@example.com"))).hasToString("Principal[ada]");
    }
}
