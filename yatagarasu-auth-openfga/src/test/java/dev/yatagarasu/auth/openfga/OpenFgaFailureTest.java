package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpDoubleRequest;
import dev.yatagarasu.testkit.HttpReply;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An OpenFGA that does not answer as it should: never an allow, never a deny, never for long. */
class OpenFgaFailureTest {
    private static final String STORE = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String MODEL = "01GXSA8YR785C4FYS3C0RTG7B1";
    private static final AccessRequest REQUEST = Requests.get("vera", "a/b.txt");
    private static final HttpReply YES = HttpReply.json("{\"allowed\":true,\"resolution\":\"\"}");
    private static final HttpReply NO = HttpReply.json("{\"allowed\":false}");

    private final HttpDouble server = HttpDouble.start(YES);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void authorize_everySetting_isInTheRequest() {
        try (Authorizer authorizer = authorizer(Map.of(
                "authorization_model_id", MODEL, "api_token", "secret-token", "consistency", "higher_consistency"))) {
            assertThat(authorizer.authorize(REQUEST)).isEqualTo(new Decision.Allow());
        }

        HttpDoubleRequest asked = server.lastRequest();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.target()).isEqualTo("/stores/" + STORE + "/check");
        assertThat(asked.headers().first("authorization")).contains("Bearer secret-token");
        assertThat(Examples.json(asked.body())).isEqualTo(Examples.json("""
                {
                  "tuple_key": {"user": "user:vera", "relation": "viewer", "object": "file:shared-files/a/b.txt"},
                  "contextual_tuples": {"tuple_keys": [
                    {"user": "folder:shared-files/a", "relation": "parent", "object": "file:shared-files/a/b.txt"},
                    {"user": "bucket:shared-files", "relation": "parent", "object": "folder:shared-files/a"}]},
                  "authorization_model_id": "01GXSA8YR785C4FYS3C0RTG7B1",
                  "consistency": "HIGHER_CONSISTENCY"
                }"""));
    }

    @Test
    void authorize_withoutTokenModelAndParents_saysNothingOfThem() {
        try (Authorizer authorizer = authorizer(Map.of("parents", Map.of("contextual", false)))) {
            authorizer.authorize(REQUEST);
        }

        assertThat(server.lastRequest().headers().first("authorization")).isEmpty();
        JsonNode body = Examples.json(server.lastRequest().body());
        assertThat(body.properties()).extracting(Map.Entry::getKey).containsExactly("tuple_key", "consistency");
        assertThat(body.path("consistency").asText()).isEqualTo("MINIMIZE_LATENCY");
    }

    @Test
    void authorize_notAllowed_isADenyThatSaysWhatIsMissing() {
        server.next(NO);
        try (Authorizer authorizer = authorizer(Map.of())) {
            assertThat(authorizer.authorize(REQUEST))
                    .isEqualTo(new Decision.Deny("user:vera is not viewer of file:shared-files/a/b.txt"));
        }
    }

    @Test
    void authorize_refusedRequests_costNoCall() {
        try (Authorizer authorizer = authorizer(Map.of())) {
            authorizer.authorize(Requests.get("team:a#member", "a"));
            authorizer.authorizeAll(List.of(Requests.get("*", "a")));
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "true",
                "null",
                "\"allowed\"",
                "{\"allowed\":\"true\"}",
                "{\"allowed\":1}",
                "{\"allowed\":null}",
                "{\"allowed\":[true]}",
                "{\"allowed\":{\"allowed\":true}}",
                "{\"Allowed\":true}",
                "{\"result\":true}",
                "{\"allowed\":true,\"error\":{}}",
                "{\"allowed\":false,\"allowed\":true}",
                "{\"allowed\":true}{}",
                "{\"allowed\":true",
                "{\"allowed\":tru",
                "<html>allowed: true</html>",
                ""
            })
    void authorize_notABooleanAnswer_fails(String body) {
        server.next(HttpReply.json(body));
        assertFails(Map.of(), "");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 203, 204, 206, 226})
    void authorize_successOfAnotherKindThan200_isNoAnswer(int status) {
        server.next(HttpReply.json(status, status == 204 ? "" : "{\"allowed\":true}"));
        assertFails(Map.of(), "answered " + status);
    }

    static Stream<HttpReply> misbehaviour() {
        String start = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        return Stream.of(
                HttpReply.silence(),
                HttpReply.rawThenSilence(start + "Content-Length: 16\r\n\r\n{\"allowed\":true"),
                HttpReply.rawThenDrops(start + "Content-Length: 100000\r\n\r\n{\"allowed\":true}"),
                HttpReply.raw(start + "Content-Length: 17\r\n\r\n{\"allowed\":true}"),
                HttpReply.raw(start + "Transfer-Encoding: chunked\r\n\r\n10\r\n{\"allowed\":true}\r\n"),
                HttpReply.raw("allowed\r\n\r\n"),
                HttpReply.hangUp(),
                HttpReply.reset(),
                HttpReply.of(302, "Location: /yes\r\n", "{\"allowed\":true}"),
                HttpReply.of(307, "Location: /yes\r\n", "{\"allowed\":true}"),
                HttpReply.json("{\"allowed\":true,\"resolution\":\"" + "x".repeat(2_000_000) + "\"}"),
                HttpReply.json(400, "{\"allowed\":true}"),
                HttpReply.json(403, "{\"allowed\":true}"),
                HttpReply.json(404, "{\"allowed\":true}"));
    }

    @ParameterizedTest
    @MethodSource("misbehaviour")
    void authorize_misbehavingServer_failsInTime(HttpReply reply) {
        long start = System.nanoTime();
        server.next(reply, reply);
        assertFails(Map.of("timeout", "400ms"), "");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void authorize_nobodyListens_fails() {
        server.close();
        assertFails(Map.of(), "is it up?");
    }

    @Test
    void authorize_overloadedOrFailingForAMoment_isAskedAgain() {
        for (int status : new int[] {429, 500, 502, 503, 504}) {
            server.next(HttpReply.json(status, "{\"code\":\"busy\"}"), HttpReply.json(status, "oops"), NO);
            try (Authorizer authorizer = authorizer(Map.of("retry", Map.of("initial_backoff", "1ms")))) {
                assertThat(authorizer.authorize(REQUEST)).isInstanceOf(Decision.Deny.class);
            }
        }
        assertThat(server.requests()).hasSize(15);
    }

    @Test
    void authorize_overloadedForLong_failsAfterTheLastAttempt() {
        HttpReply busy = HttpReply.json(429, "{}");
        server.next(busy, busy, busy, busy);

        assertFails(Map.of("retry", Map.of("max_attempts", 4, "initial_backoff", "1ms")), "429; it is overloaded");

        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void authorize_oneAttempt_isNotRepeated() {
        server.next(HttpReply.json(503, "{}"));
        assertFails(Map.of("retry", Map.of("max_attempts", 1)), "503; it failed");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void authorize_retryAfterBeyondTheTimeout_failsAtOnce() {
        server.next(HttpReply.of(429, "Retry-After: 30\r\n", "{}"));
        assertFails(Map.of("timeout", "20s"), "429");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void authorize_backoffBeyondTheTimeout_failsAtOnce() {
        server.next(HttpReply.json(503, "{}"));
        assertFails(Map.of("retry", Map.of("initial_backoff", "50s", "max_backoff", "60s")), "503");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void authorize_retryAfterWithinTheTimeout_isWaitedFor() {
        server.next(HttpReply.of(503, "Retry-After: 1\r\n", "{}"));
        long start = System.nanoTime();
        try (Authorizer authorizer = authorizer(Map.of("retry", Map.of("initial_backoff", "1ms")))) {
            assertThat(authorizer.authorize(REQUEST)).isEqualTo(new Decision.Allow());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void close_whileWaitingToAskAgain_endsTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.next((request, connection) -> {
            HttpReply.of(503, "Retry-After: 25\r\n", "{}").answer(request, connection);
            asked.countDown();
        });
        Authorizer authorizer = authorizer(Map.of("timeout", "50s"));
        CompletableFuture<Decision> waiting = CompletableFuture.supplyAsync(() -> authorizer.authorize(REQUEST));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        authorizer.close();

        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(YatagarasuException.class);
    }

    @Test
    void authorize_errorsOfTheServer_sayWhatToCheckAndNothingThatItSent() {
        Map<String, String> advice = Map.of(
                "store_id_not_found", "check store_id",
                "authorization_model_not_found", "check authorization_model_id",
                "latest_authorization_model_not_found", "check store_id",
                "authorization_model_resolution_too_complex", "lower parents.max_depth",
                "undefined_endpoint", "check the path in endpoint",
                "validation_error", "check user_type, objects, relations and parents");
        advice.forEach((code, words) -> {
            server.next(HttpReply.json(400, "{\"code\":\"" + code + "\",\"message\":\"secret-words\"}"));
            assertFails(Map.of(), "400 " + code + "; ", words);
        });
        server.next(HttpReply.json(401, "{\"code\":\"un\\u0007 known\",\"message\":\"secret-words\"}"));
        assertFails(Map.of("api_token", "secret-words"), "answered 401; ", "check api_token");
        server.next(HttpReply.json(418, "[]"));
        assertFails(Map.of(), "418", "check endpoint");
    }

    @Test
    void authorizeAll_serverWithoutBatches_isAskedOneByOne() {
        server.next(HttpReply.json(404, "{\"code\":\"undefined_endpoint\",\"message\":\"Not Found\"}"), YES, NO);
        try (Authorizer authorizer = authorizer(Map.of())) {
            assertThat(authorizer.authorizeAll(List.of(REQUEST, Requests.get("vera", "c"))))
                    .containsExactly(
                            new Decision.Allow(), new Decision.Deny("user:vera is not viewer of file:shared-files/c"));
        }
        assertThat(server.requests())
                .extracting(HttpDoubleRequest::target)
                .containsExactly(
                        "/stores/" + STORE + "/batch-check",
                        "/stores/" + STORE + "/check",
                        "/stores/" + STORE + "/check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"result\":{}}",
                "{\"result\":{\"0\":{\"allowed\":true}}}",
                "{\"result\":[{\"allowed\":true},{\"allowed\":true}]}",
                "{\"result\":{\"0\":{\"allowed\":true},\"1\":{\"allowed\":\"true\"}}}",
                "{\"result\":{\"0\":{\"allowed\":true},\"1\":{\"error\":{\"input_error\":\"validation_error\"}}}}",
                "{\"result\":{\"0\":{\"allowed\":true},\"1\":{\"allowed\":true,\"error\":{}}}}"
            })
    void authorizeAll_answersThatAreNotAllBoolean_fail(String body) {
        server.next(HttpReply.json(body));
        try (Authorizer authorizer = authorizer(Map.of())) {
            assertThatThrownBy(() -> authorizer.authorizeAll(List.of(REQUEST, Requests.get("vera", "c"))))
                    .isInstanceOf(YatagarasuException.class);
        }
    }

    @Test
    void authorizeAll_wrongStore_failsWithoutAskingOneByOne() {
        server.next(HttpReply.json(404, "{\"code\":\"store_id_not_found\"}"));
        try (Authorizer authorizer = authorizer(Map.of())) {
            assertThatThrownBy(() -> authorizer.authorizeAll(List.of(REQUEST)))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("check store_id");
        }
        assertThat(server.requests()).hasSize(1);
    }

    private void assertFails(Map<String, ?> settings, String... words) {
        try (Authorizer authorizer = authorizer(settings)) {
            assertThatThrownBy(() -> authorizer.authorize(REQUEST))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContainingAll(words)
                    .hasMessageNotContaining("secret-words");
        }
    }

    /** With a time-out that only tests which want it to end reach. */
    private Authorizer authorizer(Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("endpoint", server.url().toString());
        settings.put("store_id", STORE);
        settings.put("timeout", "20s");
        settings.putAll(more);
        return new OpenFgaAuthorizerFactory().create(ConfigNode.of(settings), Contexts.context());
    }
}
