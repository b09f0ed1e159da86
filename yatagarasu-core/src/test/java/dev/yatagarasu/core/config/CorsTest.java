package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final String CORS = "buckets.0.cors.";

    private static Yaml origin(String origin) {
        return Yaml.minimal().set(CORS + "allow_origins", "[\"" + origin + "\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://a.example",
                "http://localhost:3000",
                "http://[::1]:81",
                "app://local",
                "https://a.example:8443",
                "chrome-extension://abcdef"
            })
    void parse_origin_isTaken(String origin) {

        assertThat(origin(origin)
                        .parse()
                        .buckets()
                        .getFirst()
                        .cors()
                        .orElseThrow()
                        .allowOrigins())
                .containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example",
                "https://",
                "https://a.example/",
                "https://a.example/x",
                "https://*.a.example",
                "null",
                "https://a b",
                "https://a:",
                "https://u@a"
            })
    void parse_noOrigin_isRefused(String origin) {
        assertThat(origin(origin).problems())
                .containsExactly("buckets[0].cors.allow_origins[0]: must be an origin as browsers send it, such as"
                        + " https://app.example.com or http://localhost:3000 (no path, no slash at the end), or * for"
                        + " all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example:443", "http://a.example:80"})
    void parse_defaultPort_wouldNeverMatchAndIsRefused(String origin) {
        assertThat(origin(origin).problems()).singleElement().asString().contains("which browsers leave out");
    }

    @Test
    void parse_noOrigins_isRefused() {
        assertThat(Yaml.minimal().set("buckets.0.cors", "{}").problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].cors.allow_origins: is missing");
        assertThat(Yaml.minimal().set(CORS + "allow_origins", "[]").problems())
                .containsExactly("buckets[0].cors.allow_origins: must name at least one origin");
    }

    @Test
    void parse_credentialsForEverybody_isRefused() {
        assertThat(origin("*").set(CORS + "allow_credentials", "true").problems())
                .containsExactly("buckets[0].cors.allow_credentials: needs origins by name in allow_origins, not *");
        assertThatThrownBy(() -> new CorsConfig(List.of("*"), List.of(), List.of(), true, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "*", "a,b", "é", "a\\r\\nb"})
    void parse_noHeaderName_isRefused(String name) {
        for (String key : new String[] {"allow_headers", "expose_headers"}) {
            assertThat(origin("*").set(CORS + key, "[\"" + name + "\"]").problems())
                    .containsExactly("buckets[0].cors." + key + "[0]: must be the name of a header field such as"
                            + " x-request-id; * is not taken, name each one");
        }
    }

    @Test
    void parse_emptyHeaderLists_areNotTheDefaults() {
        CorsConfig cors = origin("*")
                .set(CORS + "allow_headers", "[]")
                .set(CORS + "expose_headers", "[]")
                .parse()
                .buckets()
                .getFirst()
                .cors()
                .orElseThrow();
        assertThat(cors.allowHeaders()).isEmpty();
        assertThat(cors.exposeHeaders()).isEmpty();
    }
}
