package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "A", "one", "B_2", "two", "EMPTY", "", "NESTED", "${A}", "YAML", "x\nadmin: {}\n# \"'", "PORT", "81");
    private static final Environment ENVIRONMENT = new Environment(name -> Optional.ofNullable(VARIABLES.get(name)));

    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        plain             | plain
        ${A}              | one
        x${A}y${B_2}z     | xoneytwoz
        ${A:-other}       | one
        ${NONE:-other}    | other
        ${EMPTY:-other}   | other
        ${NONE:-a:-b}     | a:-b
        $${A}             | ${A}
        a$${A}b${A}       | a${A}bone
        ${NESTED}         | ${A}
        $A                | $A
        $$                | $$
        {A}               | {A}
        $ {A}             | $ {A}
        ${A}}             | one}
        """)
    void replace_value_isWhatAShellWouldMakeOfIt(String written, String expected) {
        assertThat(ENVIRONMENT.replace(written, problems::add)).contains(expected);
        assertThat(problems).isEmpty();
    }

    @Test
    void replace_emptyVariableOrDefault_isEmpty() {
        assertThat(ENVIRONMENT.replace("a${EMPTY}${NONE:-}b", problems::add)).contains("ab");
    }

    @Test
    void replace_unsetVariables_areAllNamed() {
        assertThat(ENVIRONMENT.replace("${NONE}${A}${OTHER}", problems::add)).isEmpty();
        assertThat(problems)
                .containsExactly(
                        "needs the environment variable NONE, which is not set: set it, or write ${NONE:-default}",
                        "needs the environment variable OTHER, which is not set: set it, or write ${OTHER:-default}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "a${A", "${}", "${:-x}", "${1A}", "${A-B}", "${A B}", "${A:-${B_2}}", "${A:x}"})
    void replace_malformed_isOneProblem(String written) {
        assertThat(ENVIRONMENT.replace(written, problems::add)).isEmpty();
        assertThat(problems).hasSize(1);
    }

    @Test
    void parse_variableInAValue_isTypedAfterwards() {
        String yaml = Yaml.minimal().set("server.port", "${PORT}").toString();
        assertThat(Yaml.parse(yaml, VARIABLES).server().port()).isEqualTo(81);
    }

    @Test
    void parse_unsetVariable_isOneProblemAtItsLine() {
        assertThat(Yaml.minimal().set("server.port", "${NO_SUCH}").problems())
                .containsExactly("server.port: needs the environment variable NO_SUCH, which is not set: set it, or"
                        + " write ${NO_SUCH:-default}");
    }

    @Test
    void parse_variableInACommentOrKey_isLeftAlone() {
        assertThat(Yaml.parse("# ${NO_SUCH}\n" + Yaml.minimal()))
                .isEqualTo(Yaml.minimal().parse());
        assertThat(Yaml.problems(Yaml.minimal() + "\"${NO_SUCH}\": 1\n"))
                .singleElement()
                .asString()
                .startsWith("${NO_SUCH}: is not known here");
    }

    @Test
    void parse_variableThatHoldsYaml_staysOneValue() {
        String yaml = Yaml.minimal()
                .remove("buckets.0.s3")
                .set("buckets.0.storage.type", "filesystem")
                .set("buckets.0.storage.root", "${YAML}")
                .toString();
        YatagarasuConfig config = Yaml.parse(yaml, VARIABLES);
        assertThat(config.admin()).isEmpty();
        assertThat(((FilesystemConfig) config.buckets().getFirst().storage()).root())
                .hasToString("x\nadmin: {}\n# \"'");
    }

    @Test
    void parse_badValueFromTheEnvironment_isNotShown() {
        for (String path : List.of(
                "server.port",
                "buckets.0.name",
                "buckets.0.s3.endpoint",
                "logging.level",
                "buckets.0.path_prefix",
                "buckets.0.s3.region",
                "server.address",
                "cache.enabled",
                "server.idle_timeout",
                "cache.memory.max_size")) {
            String yaml = Yaml.minimal().set(path, "${LEAK}").toString();
            assertThat(catchThrowable(() -> Yaml.parse(yaml, Map.of("LEAK", "hun/ter2 \n x"))))
                    .as(path)
                    .isNotNull()
                    .message()
                    .doesNotContain("ter2");
        }
    }

    @Test
    void ofProcess_variableOfThisProcess_isFound() {
        String path = System.getenv("PATH");
        assertThat(Environment.ofProcess().replace("${PATH}", problems::add)).contains(path);
    }
}
