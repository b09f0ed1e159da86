package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
    private static final String S3 = "buckets.0.s3.";

    private static Yaml without() {
        return Yaml.minimal().remove(S3 + "credentials");
    }

    @Test
    void parse_nothingSaid_isRefusedAndSaysWhatThereIs() {
        assertThat(without().problems())
                .containsExactly("buckets[0].s3: names no credentials: add access_key and secret_key, or credentials:"
                        + " environment (for AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), or credentials: anonymous"
                        + " for a public bucket");
    }

    @ParameterizedTest
    @CsvSource({"access_key, secret_key", "secret_key, access_key"})
    void parse_oneKeyWithoutTheOther_isRefused(String present, String missing) {
        assertThat(without().set(S3 + present, "hunter2").problems())
                .containsExactly(
                        "buckets[0].s3." + missing + ": is missing: access_key and secret_key belong together");
    }

    @Test
    void parse_staticOrTokenWithoutKeys_isRefused() {
        for (Yaml yaml : new Yaml[] {
            without().set(S3 + "credentials", "static"), without().set(S3 + "session_token", "t")
        }) {
            assertThat(yaml.problems())
                    .containsExactlyInAnyOrder(
                            "buckets[0].s3.access_key: is missing: access_key and secret_key belong together",
                            "buckets[0].s3.secret_key: is missing: access_key and secret_key belong together");
        }
    }

    @ParameterizedTest
    @CsvSource({"environment", "anonymous"})
    void parse_keysThatWouldNotBeUsed_areRefused(String credentials) {
        Yaml yaml = without()
                .set(S3 + "credentials", credentials)
                .set(S3 + "access_key", "a")
                .set(S3 + "secret_key", "hunter2");
        assertThat(yaml.problems())
                .containsExactly("buckets[0].s3.credentials: is \"" + credentials + "\", but access_key, secret_key"
                        + " would then not be used: remove them, or say static");
    }

    @ParameterizedTest
    @CsvSource({
        "access_key, 'hun ter2'",
        "access_key, hun/ter2",
        "access_key, '\"hun\\nter2\"'",
        "session_token, 'hun ter2'"
    })
    void parse_keyThatCannotBeSent_isRefusedWithoutShowingIt(String key, String value) {
        Yaml yaml = without()
                .set(S3 + "access_key", "a")
                .set(S3 + "secret_key", "b")
                .set(S3 + key, value);
        assertThat(yaml.problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].s3." + key + ": must be")
                .doesNotContain("ter2");
    }

    @Test
    void parse_emptyKey_isRefused() {
        assertThat(without()
                        .set(S3 + "access_key", "a")
                        .set(S3 + "secret_key", "''")
                        .problems())
                .containsExactly("buckets[0].s3.secret_key: is empty");
    }

    @Test
    void parse_keysFromFiles_areRead(@TempDir Path directory) throws Exception {
        Path access = Files.writeString(directory.resolve("access"), "AKID\n");
        Path secret = Files.writeString(directory.resolve("secret"), "hunter2\n");
        S3Config s3 = (S3Config) without()
                .set(S3 + "access_key", "file:" + access)
                .set(S3 + "secret_key", "file:" + secret)
                .parse()
                .buckets()
                .getFirst()
                .storage();
        S3Credentials.Static keys = (S3Credentials.Static) s3.credentials();
        assertThat(keys.accessKey()).isEqualTo("AKID");
        assertThat(keys.secretKey().reveal()).isEqualTo("hunter2");
    }
}
