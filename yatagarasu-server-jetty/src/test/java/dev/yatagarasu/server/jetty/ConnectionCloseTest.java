package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer after which the server closes the connection says so, and no other does (RFC 9112 section 9.6). */
class ConnectionCloseTest {
    private static Served served;

    @BeforeAll
    static void start() throws IOException {
        served = Served.start();
        served.put("a", "content".getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static Stream<Arguments> onBothPorts(String... requests) {
        return IntStream.of(served.port(), served.adminPort())
                .boxed()
                .flatMap(port -> Stream.of(requests).map(request -> Arguments.of(port, request)));
    }

    static Stream<Arguments> withABodyToCome() {
        return onBothPorts(
                "POST /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n",
                "POST /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\nabc",
                "POST /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "POST /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /files/a HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 10\r\n\r\n",
                "PUT /raw/a HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n",
                "GET /raw/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n",
                "GET /missing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n",
                "POST /health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n",
                "POST /admin/cache/purge HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n",
                "POST /admin/cache/purge HTTP/1.1\r\nHost: elsewhere\r\nContent-Length: 10\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("withABodyToCome")
    void request_bodyStillToCome_answerSaysThatTheConnectionEnds(int port, String request) throws IOException {
        assertLast(port, request);
    }

    static Stream<Arguments> thatEndTheConnection() {
        return onBothPorts(
                "GET /files/a HTTP/1.2\r\nHost: x\r\n\r\n",
                "GET /files/a HTTP/3.0\r\nHost: x\r\n\r\n",
                "GET /files/a HTT/1.0\r\nHost: x\r\n\r\n",
                "GET /files/a http/1.1\r\nHost: x\r\n\r\n",
                "GET /files/a\r\nHost: x\r\n\r\n",
                "GET /files/a HTTP/1.1\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: 4714::abcd\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nExpect: more\r\n\r\n",
                "GET /files/a HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nRan ge: x\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(100_000) + "\r\n\r\n",
                "GET /files/" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("thatEndTheConnection")
    void request_thatEndsTheConnection_answerSaysSo(int port, String request) throws IOException {
        assertLast(port, request);
    }

    private static void assertLast(int port, String request) throws IOException {
        try (Raw raw = new Raw(port, Duration.ofSeconds(20))) {
            raw.send(request);
            RawAnswer answer = raw.read(false);
            assertThat(answer.fields()).filteredOn("Connection: close"::equals).hasSize(1);
            assertThat(answer.fields()).doesNotContain("Connection: keep-alive");
            assertThat(raw.isClosed()).isTrue();
        }
    }

    static Stream<Arguments> thatCameWhole() {
        return onBothPorts(
                "POST /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabc",
                "POST /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "POST /admin/cache/purge HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabc",
                "GET /files/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabc",
                "GET /raw/a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "GET /missing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "POST /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("thatCameWhole")
    void request_wholeThoughRefused_connectionIsKept(int port, String request) throws IOException {
        try (Raw raw = new Raw(port, Duration.ofSeconds(20))) {
            for (int i = 0; i < 3; i++) {
                raw.send(request);
                assertThat(raw.read(false).header("connection")).isEmpty();
            }
        }
    }

    /** A client that sends everything before it reads, and must not find its answer lost to the bytes that came after it. */
    @Test
    void request_largeBodyOnItsWay_answerArrives() throws IOException {
        try (Raw raw = served.connect()) {
            raw.send("POST /files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 50000\r\n\r\n" + "x".repeat(50_000));
            assertThat(raw.read(false).status()).isEqualTo(405);
        }
    }
}
