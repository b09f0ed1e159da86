package dev.yatagarasu.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyValuesTest {

    @Test
    void inputs_headerNames_areKeptInLowerCase() {
        PolicyInputs inputs = new PolicyInputs(false, Set.of("X-Tenant", "x-tenant"), Set.of("Version"));

        assertThat(inputs.headers()).containsExactly("x-tenant");
        assertThat(inputs.queryParameters()).containsExactly("Version");
    }

    @Test
    void inputs_none_isEmpty() {
        assertThat(PolicyInputs.none().isEmpty()).isTrue();
        assertThat(new PolicyInputs(true, Set.of(), Set.of()).isEmpty()).isFalse();
        assertThat(new PolicyInputs(false, Set.of("a"), Set.of()).isEmpty()).isFalse();
        assertThat(new PolicyInputs(false, Set.of(), Set.of("a")).isEmpty()).isFalse();
    }

    @Test
    void details_valuesChangedByWhoMadeThem_stay() {
        List<String> values = new ArrayList<>(List.of("a"));
        RequestDetails details = new RequestDetails(Optional.empty(), Map.of("x-tenant", values), Map.of());

        values.add("b");

        assertThat(details.headers()).containsExactly(Map.entry("x-tenant", List.of("a")));
    }
}
