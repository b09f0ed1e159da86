package dev.yatagarasu.auth.opa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpReply;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are no decision, above all not yes. */
class OpaWrongAnswersTest {
    private static final String YES = "{\"result\":true}";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongValues", "wrongStatuses", "wrongMessages"})
    void authorize_wrongAnswer_throws(String name, HttpReply answer) {
        try (HttpDouble opa = HttpDouble.start(HttpReply.json(YES));
                Authorizer authorizer = Opas.open(opa.url(), "authz/allow")) {
            opa.next(answer);
            assertThatThrownBy(() -> authorizer.authorize(Opas.anything()))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageNotContaining("alice");
            assertThat(authorizer.authorize(Opas.anything())).isEqualTo(new Decision.Allow());
        }
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                        "{\"result\":\"true\"}",
                        "{\"result\":1}",
                        "{\"result\":[]}",
                        "{\"result\":[true]}",
                        "{\"result\":null}",
                        "{\"result\":{\"allow\":\"true\"}}",
                        "{\"result\":{\"allow\":1}}",
                        "{\"result\":{\"allow\":null}}",
                        "{\"result\":{\"allow\":{\"allow\":true}}}",
                        "{\"result\":{\"allow\":true,\"reason\":7}}",
                        "true",
                        "[true]",
                        "\"true\"",
                        "null",
                        "",
                        "{\"result\":tru",
                        "{\"result\":true",
                        "{\"result\":false,\"result\":true}",
                        "{\"result\":{\"allow\":false,\"allow\":true}}",
                        YES + YES,
                        "<html>" + YES + "</html>")
                .map(body -> Arguments.of(body, HttpReply.json(body)));
    }

    static Stream<Arguments> wrongStatuses() {
        return Stream.of(201, 203, 204, 206, 301, 302, 307, 308, 400, 401, 403, 404, 429, 500, 502, 503, 504)
                .map(status -> Arguments.of(
                        status + " with a yes",
                        HttpReply.of(
                                status,
                                "Content-Type: application/json\r\nLocation: /v1/data/authz/allow\r\n",
                                status == 204 ? "" : YES)));
    }

    static Stream<Arguments> wrongMessages() {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        return Stream.of(
                Arguments.of("HTML", HttpReply.of(200, "Content-Type: text/html\r\n", YES)),
                Arguments.of("cut off", HttpReply.raw(head + "Content-Length: 100\r\n\r\n" + YES)),
                Arguments.of("without a length", HttpReply.raw(head + "\r\n" + YES)),
                Arguments.of(
                        "50 MB",
                        HttpReply.rawThenOpen(head + "Content-Length: 52428800\r\n\r\n" + YES + " ".repeat(100_000))),
                Arguments.of("hang up", HttpReply.hangUp()),
                Arguments.of("reset", HttpReply.reset()));
    }

    @Test
    void authorize_errorOfOpa_namesItsCode() {
        assertFailure(
                HttpReply.json(500, "{\"code\":\"internal_error\",\"message\":\"hunter2\"}"),
                "OPA, asked for /v1/data/authz/allow, answered with status 500 (internal_error)");
        assertFailure(HttpReply.json(500, "{\"code\":\"Hunter 2\"}"), "answered with status 500");
    }

    private static void assertFailure(HttpReply answer, String message) {
        try (HttpDouble opa = HttpDouble.start(answer);
                Authorizer authorizer = Opas.open(opa.url(), "authz/allow")) {
            assertThatThrownBy(() -> authorizer.authorize(Opas.anything()))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageEndingWith(message.substring(message.indexOf("answered")))
                    .hasMessageContaining(message)
                    .hasMessageNotContainingAny("hunter2", "Hunter");
        }
    }

    @Test
    void authorize_reasonWithoutEnd_isCut() {
        String reason = "x".repeat(10_000);
        try (HttpDouble opa = HttpDouble.start(
                        HttpReply.json("{\"result\":{\"allow\":false,\"reason\":\"" + reason + "\"}}"));
                Authorizer authorizer = Opas.open(opa.url(), "authz/allow")) {
            assertThat(authorizer.authorize(Opas.anything())).isEqualTo(new Decision.Deny("x".repeat(500) + "..."));
        }
    }

    @Test
    void authorize_withAToken_showsItToOpaOnly() {
        try (HttpDouble opa = HttpDouble.start(HttpReply.json(401, "{\"code\":\"unauthorized\"}"))) {
            OpaConfig plain = Opas.patient(opa.url(), "authz/allow");
            OpaConfig config = new OpaConfig(
                    plain.endpoint(), "odd-name/a*ü", Optional.of(Secret.of("hunter2")), Set.of(), Set.of());
            try (Authorizer authorizer = Opas.open(config)) {
                assertThatThrownBy(() -> authorizer.authorize(Opas.anything())).hasMessageNotContaining("hunter2");
            }
            assertThat(opa.lastRequest().target()).isEqualTo("/v1/data/odd-name/a%2A%C3%BC");
            assertThat(opa.lastRequest().headers().all("authorization")).containsExactly("Bearer hunter2");
            assertThat(config.toString()).doesNotContain("hunter2");
        }
    }
}
