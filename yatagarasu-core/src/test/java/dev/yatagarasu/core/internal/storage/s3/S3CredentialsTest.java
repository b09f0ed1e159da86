package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.S3Credentials;
import dev.yatagarasu.testkit.ManualClock;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.OriginSettings;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3CredentialsTest extends OriginTest {
    private static final Map<String, String> KEYS = Map.of(
            "AWS_ACCESS_KEY_ID", VerifyingOrigin.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", VerifyingOrigin.SECRET_KEY);

    private S3Storage open(VerifyingOrigin at, S3Credentials credentials, Map<String, String> environment) {
        at.put(BUCKET, KEY, OriginObject.of(CONTENT, "text/plain"));
        S3Config config = configFor(at).credentials(credentials).build();
        S3Wiring wiring = new S3Wiring(environment, SystemDefaultDnsResolver.INSTANCE, Optional.empty());
        return keep(S3Storage.open(config, context(Clock.systemUTC()), wiring));
    }

    private VerifyingOrigin originWith(OriginSettings settings) {
        return keep(VerifyingOrigin.start(settings));
    }

    @Test
    void get_environment_signsWithIt() throws IOException {
        assertThat(text(open(origin, new S3Credentials.Environment(), KEYS).get(whole())))
                .isEqualTo("0123456789");
    }

    @Test
    void get_environmentWithSessionToken_sendsIt() throws IOException {
        VerifyingOrigin strict = originWith(OriginSettings.defaults().withSessionToken("token/1+2="));
        Map<String, String> environment = new HashMap<>(KEYS);
        environment.put("AWS_SESSION_TOKEN", "token/1+2=");
        assertThat(text(open(strict, new S3Credentials.Environment(), environment)
                        .get(whole())))
                .isEqualTo("0123456789");
        S3Storage without = open(strict, new S3Credentials.Environment(), KEYS);
        assertThat(failure(() -> without.get(whole()))).hasMessageContaining("InvalidToken");
    }

    @Test
    void get_staticWithSessionToken_signsIt() throws IOException {
        VerifyingOrigin strict = originWith(OriginSettings.defaults().withSessionToken("abc"));
        S3Credentials credentials = new S3Credentials.Static(
                VerifyingOrigin.ACCESS_KEY, Secret.of(VerifyingOrigin.SECRET_KEY), Optional.of(Secret.of("abc")));
        assertThat(text(open(strict, credentials, Map.of()).get(whole()))).isEqualTo("0123456789");
        assertThat(strict.lastRequest().headers().firstOr("authorization", "")).contains("x-amz-security-token");
    }

    @Test
    void get_anonymous_isUnsigned() throws IOException {
        VerifyingOrigin open = originWith(OriginSettings.defaults().withAnonymous());
        assertThat(text(open(open, new S3Credentials.Anonymous(), Map.of()).get(whole())))
                .isEqualTo("0123456789");
        assertThat(open.lastRequest().headers().toString()).isEqualTo("[host, user-agent, accept-encoding]");
        S3Storage refused = open(origin, new S3Credentials.Anonymous(), Map.of());
        assertThat(failure(() -> refused.get(whole()))).hasMessageContaining("AccessDenied");
    }

    @Test
    void open_environmentWithoutKeys_namesEachVariable() {
        assertThatThrownBy(() -> open(origin, new S3Credentials.Environment(), Map.of("AWS_ACCESS_KEY_ID", " ")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID is not set")
                .hasMessageContaining("AWS_SECRET_ACCESS_KEY is not set");
        assertThatThrownBy(() -> open(origin, new S3Credentials.Environment(), Map.of("AWS_ACCESS_KEY_ID", "a")))
                .hasMessageContaining("AWS_SECRET_ACCESS_KEY is not set")
                .hasMessageNotContaining("AWS_ACCESS_KEY_ID is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"geheim\n", " geheim", "ge heim", "ge\u00e9heim"})
    void open_secretWithBlanksOrLineEnds_isRefusedWithoutShowingIt(String secret) {
        S3Credentials written = new S3Credentials.Static("key", Secret.of(secret), Optional.empty());
        assertThatThrownBy(() -> open(origin, written, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("secret_key holds")
                .hasMessageNotContaining(secret);
        Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "a/b", "AWS_SECRET_ACCESS_KEY", secret);
        assertThatThrownBy(() -> open(origin, new S3Credentials.Environment(), environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID holds")
                .hasMessageContaining("AWS_SECRET_ACCESS_KEY holds")
                .hasMessageNotContaining(secret);
    }

    @Test
    void open_everyKeyUnusable_namesThemAll() {
        S3Credentials written = new S3Credentials.Static("a/b", Secret.of(""), Optional.of(Secret.of("to\r\nken")));
        assertThatThrownBy(() -> open(origin, written, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("access_key holds")
                .hasMessageContaining("secret_key holds")
                .hasMessageContaining("session_token holds");
    }

    @Test
    void open_noConnections_isRefused() {
        assertThatThrownBy(() -> storage(config -> config.maxConnections(0)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("max_connections");
    }

    @Test
    void open_environmentWithBadToken_isRefused() {
        Map<String, String> environment = new HashMap<>(KEYS);
        environment.put("AWS_SESSION_TOKEN", "a\nb");
        assertThatThrownBy(() -> open(origin, new S3Credentials.Environment(), environment))
                .hasMessageContaining("AWS_SESSION_TOKEN holds");
    }

    @Test
    void get_clockOfTheContext_datesTheSignature() throws IOException {
        ManualClock clock = new ManualClock(Instant.parse("2031-05-06T07:08:09Z"));
        VerifyingOrigin later = originWith(OriginSettings.defaults().withClock(clock));
        later.put(BUCKET, KEY, OriginObject.of(CONTENT, "text/plain"));
        S3Storage storage = keep(S3Storage.open(configFor(later).build(), context(clock)));
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(later.lastRequest().headers().first("x-amz-date")).contains("20310506T070809Z");
        clock.advance(Duration.ofDays(1));
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(later.lastRequest().headers().first("x-amz-date")).contains("20310507T070809Z");
    }
}
