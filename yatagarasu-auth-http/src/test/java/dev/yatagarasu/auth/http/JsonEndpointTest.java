package dev.yatagarasu.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpDoubleRequest;
import dev.yatagarasu.testkit.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEndpointTest {
    private final HttpDouble service = HttpDouble.start(HttpReply.json("{\"yes\":true}"));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void send_json_arrivesAsWritten() {
        try (JsonEndpoint endpoint = Endpoints.patient(URI.create(service.url() + "/below/"))) {
            JsonAnswer answer = endpoint.send(JsonRequest.json(
                            "/v1/a%20b", JsonNodeFactory.instance.objectNode().put("key", "ü\n\"😀"))
                    .withBearer(Secret.of("a.token")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.isSuccess()).isTrue();
            assertThat(answer.body().path("yes").isBoolean()).isTrue();
        }
        HttpDoubleRequest seen = service.lastRequest();
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.target()).isEqualTo("/below/v1/a%20b");
        assertThat(seen.body()).isEqualTo("{\"key\":\"ü\\n\\\"😀\"}");
        assertThat(seen.headers().all("host"))
                .containsExactly("127.0.0.1:" + service.url().getPort());
        assertThat(seen.headers().all("content-type")).containsExactly("application/json");
        assertThat(seen.headers().all("authorization")).containsExactly("Bearer a.token");
        assertThat(seen.headers().all("accept-encoding")).containsExactly("identity");
    }

    @Test
    void send_form_arrivesEncoded() {
        try (JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            endpoint.send(JsonRequest.form("/token", Map.of("client_secret", Secret.of("a&b=c +ü"))));
        }
        assertThat(service.lastRequest().body()).isEqualTo("client_secret=a%26b%3Dc+%2B%C3%BC");
        assertThat(service.lastRequest().headers().all("content-type"))
                .containsExactly("application/x-www-form-urlencoded");
    }

    @Test
    void send_errorStatus_isTheCallersBusiness() {
        service.next(
                HttpReply.json(400, "{\"code\":\"bad\"}"),
                HttpReply.of(502, "Content-Type: text/html\r\n", "<h1>Bad gateway</h1>"),
                HttpReply.json(500, "{\"code\":"),
                HttpReply.of(503, "Retry-After: 7\r\n", ""),
                HttpReply.of(429, "Retry-After: Sun, 01 Mar 2026 12:01:30 GMT\r\n", ""),
                HttpReply.of(429, "Retry-After: Sun, 01 Mar 2026 11:00:00 GMT\r\n", ""),
                HttpReply.of(429, "Retry-After: soon\r\n", ""));
        try (JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            JsonAnswer bad = endpoint.send(Endpoints.question());
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.isSuccess()).isFalse();
            assertThat(bad.body().path("code").asText()).isEqualTo("bad");
            for (int status : List.of(502, 500)) {
                JsonAnswer answer = endpoint.send(Endpoints.question());
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.body().isMissingNode()).isTrue();
            }
            assertThat(endpoint.send(Endpoints.question()).retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(endpoint.send(Endpoints.question()).retryAfter()).contains(Duration.ofSeconds(90));
            assertThat(endpoint.send(Endpoints.question()).retryAfter()).contains(Duration.ZERO);
            assertThat(endpoint.send(Endpoints.question()).retryAfter()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 203, 204, 205, 206, 226})
    void send_successOfAnotherKindThan200_isNone(int status) {
        service.next(HttpReply.json(status, status == 204 || status == 205 ? "" : "{\"right\":true}"));
        try (JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            assertThat(endpoint.send(Endpoints.question()).isSuccess()).isFalse();
        }
    }

    @Test
    void send_redirect_isNotFollowed() {
        try (HttpDouble elsewhere = HttpDouble.start(HttpReply.json("{\"yes\":true}"));
                JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                service.next(HttpReply.of(status, "Location: " + elsewhere.url() + "/ask\r\n", ""));
                assertThat(endpoint.send(Endpoints.question()).status()).isEqualTo(status);
            }
            assertThat(elsewhere.acceptedConnections()).isZero();
        }
    }

    @Test
    void send_cookieOrInterimAnswer_changesNothing() {
        service.next(
                HttpReply.of(200, "Set-Cookie: a=b; Path=/\r\nContent-Type: application/json; charset=utf-8\r\n", "{}"),
                HttpReply.rawThenOpen("HTTP/1.1 103 Early Hints\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"));
        try (JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            endpoint.send(Endpoints.question());
            assertThat(endpoint.send(Endpoints.question()).body().isArray()).isTrue();
        }
        assertThat(service.lastRequest().headers().contains("cookie")).isFalse();
    }

    @Test
    void send_oneAfterTheOther_keepsTheConnection() {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunked = head + "3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n";
        service.next(HttpReply.rawThenOpen(chunked), HttpReply.json(500, "{}"));
        try (JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            assertThat(endpoint.send(Endpoints.question()).body().path("a").asInt())
                    .isEqualTo(1);
            endpoint.send(Endpoints.question());
            endpoint.send(Endpoints.question());
        }
        assertThat(service.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void send_connectionClose_opensAnother() {
        service.next(HttpReply.of(200, "Content-Type: application/json\r\nConnection: close\r\n", "{}"));
        try (JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            endpoint.send(Endpoints.question());
            endpoint.send(Endpoints.question());
        }
        assertThat(service.acceptedConnections()).isEqualTo(2);
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void send_manyAtOnce_opensNoMoreConnectionsThanItMay() throws Exception {
        List<Future<JsonAnswer>> answers = new ArrayList<>();
        EndpointConfig config = new EndpointConfig(service.url(), Endpoints.LONG, 2, Optional.empty());
        try (JsonEndpoint endpoint = Endpoints.of(config);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(() -> endpoint.send(Endpoints.question())));
            }
            for (Future<JsonAnswer> answer : answers) {
                assertThat(answer.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
            }
        }
        assertThat(service.acceptedConnections()).isBetween(1, 2);
    }

    @Test
    void send_allConnectionsInUse_waitsNoLongerThanItMay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        service.next((request, connection) -> {
            asked.countDown();
            connection.awaitClient();
        });
        EndpointConfig config = new EndpointConfig(service.url(), Endpoints.LONG, 1, Optional.empty());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                JsonEndpoint endpoint = Endpoints.of(config)) {
            Future<JsonAnswer> first = threads.submit(() -> endpoint.send(Endpoints.question()));
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

            assertThatThrownBy(() -> endpoint.send(Endpoints.question(), Endpoints.SHORT))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("all 1 connections to " + service.url() + " were in use for 300 ms")
                    .hasMessageContaining("max_connections");

            service.dropConnections();
            assertThatThrownBy(() -> first.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(YatagarasuException.class);
            assertThat(endpoint.send(Endpoints.question()).status()).isEqualTo(200);
        }
    }

    @Test
    void send_closed_throws() {
        JsonEndpoint endpoint = Endpoints.patient(service.url());
        endpoint.send(Endpoints.question());
        endpoint.close();
        endpoint.close();
        assertThatThrownBy(() -> endpoint.send(Endpoints.question()))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void send_nobodyThere_saysWhere() {
        try (JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            service.close();
            assertThatThrownBy(() -> endpoint.send(Endpoints.question()))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("no answer from " + service.url())
                    .hasMessageContaining("is it up?");
        }
    }

    @Test
    void json_textThatIsNoUnicode_throws() {
        assertThatThrownBy(() -> JsonRequest.json(
                        "/", JsonNodeFactory.instance.objectNode().put("id", "a\ud800")))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining("not Unicode");
    }

    @Test
    void json_pathThatIsNotEncoded_throws() {
        for (String path : List.of("", "ask", "/a b", "/a\r\nHost: b", "/a?b", "/a#b", "/ü")) {
            assertThatThrownBy(() -> JsonRequest.json(path, JsonNodeFactory.instance.nullNode()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void withBearer_tokenThatWouldBreakTheHeader_throwsWithoutShowingIt() {
        for (String token : List.of("", "a b", "hunter2\r\nX: y", "hunter2\n", "hünter2")) {
            assertThatThrownBy(() -> Endpoints.question().withBearer(Secret.of(token)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void toString_ofARequest_showsNeitherBodyNorToken() {
        assertThat(Endpoints.question().withBearer(Secret.of("hunter2")).toString())
                .isEqualTo("JsonRequest[/ask, 11 bytes]");
    }

    @Test
    void toString_ofAnAnswer_showsNoBody() {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("access_token", "hunter2");
        assertThat(new JsonAnswer(200, body, Optional.empty()).toString()).isEqualTo("JsonAnswer[200]");
    }
}
