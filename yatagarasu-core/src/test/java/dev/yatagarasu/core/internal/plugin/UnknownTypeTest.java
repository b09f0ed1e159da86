package dev.yatagarasu.core.internal.plugin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.core.config.PolicyConfig;
import dev.yatagarasu.core.internal.policy.Policies;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a type that nothing here makes. */
class UnknownTypeTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "opa, `Put the jar of yatagarasu-auth-opa on the class path (or into plugins/)`",
                "opnfga, `Did you mean \"openfga\"? Put the jar of yatagarasu-auth-openfga on the class path (or into plugins/)`",
                "jwtt, `Did you mean \"jwt\"?`",
                "departments, `Put the plug-in's jar on the class path (or into plugins/)`",
            })
    void create_unknownProvider_saysWhereItMayBeHad(String type, String advice) {
        Policies policies = new Policies(List.of(getClass().getClassLoader()));
        PolicyConfig.Plugin plugin = new PolicyConfig.Plugin(type, ConfigNode.of(Map.of()));
        ComponentContext context = new ComponentContext("files", Clock.systemUTC(), Runnable::run);

        assertThatThrownBy(() -> policies.create(plugin, context))
                .isInstanceOf(UnknownTypeException.class)
                .hasMessage("there is no policy provider \"" + type + "\"; there are jwt. " + advice);
    }
}
