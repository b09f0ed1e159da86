package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.CorsConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CORS protocol as browsers see it (Fetch standard section 3.3). */
class CorsTest extends EngineTest {
    private static final String ORIGIN = "https://app.example.com";

    private void start(CorsConfig cors) {
        start(config(bucket("files", "/files", storage).cors(cors), bucket("closed", "/closed", storage)));
    }

    private static CorsConfig named(boolean credentials) {
        return new CorsConfig(
                List.of(ORIGIN, "http://localhost:3000"),
                List.of("range", "x-custom"),
                List.of("etag", "x-other"),
                credentials,
                Duration.ofMinutes(7));
    }

    private Reply preflight(String origin) {
        return send(
                "OPTIONS",
                "/files/a.txt",
                "origin",
                origin,
                "access-control-request-method",
                "GET",
                "access-control-request-headers",
                "range");
    }

    private static void assertNothingAllowed(Reply reply) {
        reply.headers().forEach((name, value) -> assertThat(name).doesNotStartWith("access-control-"));
    }

    @Test
    void preflight_allowedOrigin_isToldWhatItMay() {
        start(named(false));

        Reply reply = preflight(ORIGIN);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().all("access-control-allow-origin")).containsExactly(ORIGIN);
        assertThat(reply.header("access-control-allow-methods")).isEqualTo("GET, HEAD");
        assertThat(reply.header("access-control-allow-headers")).isEqualTo("range, x-custom");
        assertThat(reply.header("access-control-max-age")).isEqualTo("420");
        assertThat(reply.headers().contains("access-control-allow-credentials")).isFalse();
        assertThat(reply.header("vary")).isEqualTo("origin");
        assertThat(reply.fast()).isTrue();
        assertThat(storage.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://app.example.com.evil.example",
                "https://app.example.com:8443",
                "http://app.example.com",
                "null",
                "https://app.example.com/",
                "HTTPS://APP.EXAMPLE.COM",
                "",
                "*",
                "https://xapp.example.com",
                "http://localhost"
            })
    void anyRequest_foreignOrigin_isAllowedNothingButVaries(String origin) {
        start(named(true));

        assertNothingAllowed(preflight(origin));
        for (int round = 0; round < 2; round++) {
            Reply reply = get("/files/a.txt", "origin", origin);
            assertNothingAllowed(reply);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("vary")).isEqualTo("origin");
        }
    }

    @Test
    void get_allowedOrigins_areEachToldTheirOwnOnMissAndHit() {
        start(named(true));
        for (int round = 0; round < 2; round++) {
            for (String origin : List.of(ORIGIN, "http://localhost:3000")) {
                Reply reply = get("/files/a.txt", "origin", origin);

                assertThat(reply.headers().all("access-control-allow-origin")).containsExactly(origin);
                assertThat(reply.header("access-control-allow-credentials")).isEqualTo("true");
                assertThat(reply.header("access-control-expose-headers")).isEqualTo("etag, x-other");
                assertThat(reply.headers().contains("access-control-allow-methods"))
                        .isFalse();
            }
        }
        assertThat(get("/files/a.txt").header("vary")).isEqualTo("origin");
    }

    @Test
    void get_anyOriginAllowed_isAsteriskWithoutVary() {
        start(CorsConfig.of("*"));

        Reply reply = get("/files/a.txt", "origin", "https://anywhere.example");

        assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(reply.headers().contains("vary")).isFalse();
        assertThat(reply.headers().contains("access-control-allow-credentials")).isFalse();
        assertThat(preflight("null").header("access-control-allow-origin")).isEqualTo("*");
        assertNothingAllowed(get("/files/a.txt"));
    }

    @Test
    void get_otherAnswersThan200_carryTheFieldsToo() {
        start(named(false));
        get("/files/a.txt");
        String[] origin = {"origin", ORIGIN};

        assertThat(get("/files/missing", origin).header("access-control-allow-origin"))
                .isEqualTo(ORIGIN);
        assertThat(get("/files/", origin).header("access-control-allow-origin")).isEqualTo(ORIGIN);
        assertThat(send("HEAD", "/files/a.txt", origin).header("access-control-allow-origin"))
                .isEqualTo(ORIGIN);
        for (String[] more : new String[][] {{"range", "bytes=0-1"}, {"range", "bytes=50-"}, {"if-none-match", "*"}}) {
            Reply reply = get("/files/a.txt", "origin", ORIGIN, more[0], more[1]);
            assertThat(reply.header("access-control-allow-origin")).isEqualTo(ORIGIN);
        }
    }

    @Test
    void options_withoutRequestMethod_isNoPreflight() {
        start(named(false));

        Reply reply = send("OPTIONS", "/files/a.txt", "origin", ORIGIN);

        assertThat(reply.headers().contains("access-control-allow-methods")).isFalse();
        assertThat(reply.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void anyRequest_bucketWithoutCors_isAllowedNothing() {
        start(CorsConfig.of("*"));

        Reply preflight = send("OPTIONS", "/closed/a.txt", "origin", ORIGIN, "access-control-request-method", "GET");

        assertNothingAllowed(preflight);
        assertNothingAllowed(get("/closed/a.txt", "origin", ORIGIN));
        assertThat(preflight.headers().contains("vary")).isFalse();
    }

    @Test
    void get_storageGrantsAccessItself_isNotPassedOn() {
        storage.put("open", "x", "access-control-allow-origin", "*", "vary", "accept");
        start(named(false));

        assertNothingAllowed(get("/files/open", "origin", "https://evil.example"));
        assertThat(get("/files/open", "origin", ORIGIN).headers().all("access-control-allow-origin"))
                .containsExactly(ORIGIN);
        assertThat(get("/files/open").headers().all("vary")).containsExactlyInAnyOrder("accept", "origin");
    }
}
