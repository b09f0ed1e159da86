package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a secret is written, and whatever is wrong around it, no message and no text form shows it. */
class SecrecyTest {
    private static final String S3 = "buckets.0.s3.";

    private static Yaml withSecret(String secret) {
        return Yaml.minimal()
                .remove(S3 + "credentials")
                .set(S3 + "access_key", "AKID")
                .set(S3 + "secret_key", secret);
    }

    @Test
    void toString_wholeConfiguration_hidesSecrets() {
        assertThat(withSecret("hunter2")
                        .set(S3 + "session_token", "hunter2")
                        .parse()
                        .toString())
                .contains("secretKey=***", "sessionToken=Optional[***]")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*hunter2", "&hunter2", "!hunter2", "!hunter2!x y", "@hunter2", "%hunter2", "[hunter2]", "{hunter2}",
                "{a: hunter2}", "{hunter2: a}", "hunter2: b", "\"hunter2", "'hunter2", "\"\\hunter2\"", "[hunter2",
                        "{hunter2",
                "hunter2\n  hunter2", "| hunter2", "${hunter2", "\"hunter2\" hunter2", "`hunter2", "? hunter2"
            })
    void problems_secretThatBreaksTheYaml_isNotShown(String secret) {
        assertThat(withSecret(secret).problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).doesNotContain("hunter2"));
    }

    @Test
    void problems_otherMistakesAround_doNotShowIt() {
        Yaml yaml = withSecret("hunter2")
                .set("nonsense", "1")
                .set(S3 + "secret_kye", "hunter2")
                .set(S3 + "endpoint", "http://user:hunter2@host/?token=hunter2")
                .set("buckets.0.auth.jwt", "{ secret: hunter2 }")
                .set("cache.redis", "{ password: hunter2, url: \"redis://:hunter2@host\" }");
        List<String> problems = yaml.problems();
        assertThat(problems)
                .hasSize(5)
                .allSatisfy(problem -> assertThat(problem).doesNotContain("hunter2"));
    }

    @Test
    void problems_endpointThatIsNoUrl_isNotShown() {
        assertThat(Yaml.minimal()
                        .set(S3 + "endpoint", "http://user:hunt er2@host")
                        .problems())
                .singleElement()
                .asString()
                .doesNotContain("er2");
    }
}
