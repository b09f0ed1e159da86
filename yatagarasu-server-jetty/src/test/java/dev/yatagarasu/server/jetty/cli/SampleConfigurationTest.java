package dev.yatagarasu.server.jetty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.S3Credentials;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample configuration of the distribution, with everything in force that stands in it as an example. */
class SampleConfigurationTest {
    private static final Path SAMPLE = Path.of("src/main/dist/conf/yatagarasu.yaml");

    @TempDir
    Path secrets;

    @Test
    void sample_everyExampleUncommented_loads() throws IOException {
        Files.writeString(secrets.resolve("jwt_secret"), "a secret of 32 bytes or more, for tokens");
        Files.writeString(secrets.resolve("reports_secret_key"), "a-secret-key");
        String yaml = uncommented(Files.readString(SAMPLE))
                .replace("/run/secrets", secrets.toString())
                .replace("${REPORTS_ACCESS_KEY}", "an-access-key");

        YatagarasuConfig config = YatagarasuConfig.parse(yaml);

        assertThat(config.buckets()).extracting(BucketConfig::name).containsExactly("sample", "reports");
        assertThat(config.buckets().getLast().auth().map(AuthConfig::identity))
                .containsInstanceOf(IdentityConfig.Jwt.class);
        assertThat(ConfigSummary.of(config)).contains("  auth:     jwt, HS256, from bearer, claim rules: 1");
    }

    @Test
    void sample_bucketWithCredentialsOfTheEnvironmentInPlaceOfKeys_loadsAsItsCommentSays() throws IOException {
        Files.writeString(secrets.resolve("jwt_secret"), "a secret of 32 bytes or more, for tokens");
        String sample = Files.readString(SAMPLE);
        assertThat(sample).contains("In place of both keys, credentials: environment takes AWS_ACCESS_KEY_ID");
        String yaml = uncommented(sample)
                .replace("/run/secrets", secrets.toString())
                .replace("access_key: ${REPORTS_ACCESS_KEY}", "credentials: environment")
                .replaceAll(".*secret_key: .*reports_secret_key.*", "");

        assertThat(YatagarasuConfig.parse(yaml).buckets().getLast().storage())
                .isInstanceOfSatisfying(
                        S3Config.class, s3 -> assertThat(s3.credentials()).isEqualTo(new S3Credentials.Environment()));
    }

    @Test
    void sample_bucketWithoutKeysAndCredentials_isRefusedWithWhatToWrite() throws IOException {
        Files.writeString(secrets.resolve("jwt_secret"), "a secret of 32 bytes or more, for tokens");
        String yaml = uncommented(Files.readString(SAMPLE))
                .replace("/run/secrets", secrets.toString())
                .replaceAll(".*(access_key|secret_key): .*", "");

        assertThatThrownBy(() -> YatagarasuConfig.parse(yaml))
                .hasMessageContaining("buckets[1].s3: names no credentials")
                .hasMessageContaining("credentials: environment");
    }

    /** Examples follow their number sign at once or are indented; sentences follow it after one space. */
    private static String uncommented(String yaml) {
        int body = yaml.indexOf("\nserver:");
        String before = yaml.substring(body);
        String after = before.replaceAll("(?m)^( *)#(?! \\S)", "$1");
        while (!after.equals(before)) {
            before = after;
            after = before.replaceAll("(?m)^( *)#(?! \\S)", "$1");
        }
        return after;
    }
}
