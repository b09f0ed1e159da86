package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not HTTP gets one 400 and a closed connection, and nothing of it reaches storage. */
class MalformedRequestTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5,6\r\n\r\nhello",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 0x5\r\n\r\nhello",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost : x\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nRan ge: bytes=0-1\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nX-A: b\r\n folded\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nX-A: b\u0000c\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nX-A: b\rc\r\n\r\n",
                "GET /files/a HTTP/1.1\nHost: x\n\n",
                "GET /files/a HTTP/1.1\r\n\r\n",
                "GET /files/a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /files/a\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /files/a b HTTP/1.1\r\nHost: x\r\n\r\n",
                "G\u0001T /files/a HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
            })
    void malformed_anyFraming_oneAnswerThenClosed(String request) throws IOException {
        long before = served.objectRequests();
        try (Raw raw = served.connect()) {
            raw.send(request);
            RawAnswer answer = raw.read(false);
            assertThat(answer.status()).isIn(400, 501, 505);
            assertThat(answer.text()).startsWith("{\"error\":\"bad_request\"").doesNotContain("at org.", "jetty");
            assertThat(raw.rest()).isEmpty();
        }
        assertThat(served.objectRequests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/../raw/a",
                "/files/%2e%2e/raw/a",
                "/files/.%2e/a",
                "/files/%2E./a",
                "/files/./a",
                "/files/a/..",
                "/files/%2E",
                "/files/a%2fb",
                "/files/a%5Cb",
                "/files/a\\b",
                "/files/a%00",
                "/files/%c0%ae%c0%ae/a",
                "/files/%ff",
                "/files/%zz",
                "/files/%",
                "/files/a%4",
                "/files/\u00e9",
                "/files/a#b",
                "/files/a?x#b",
                "/../files/a",
                "/%2e%2e/files/a",
                "*",
                "files/a",
                "/files/%ed%a0%80",
            })
    void path_notCanonical_400AndNothingReachesStorage(String target) throws IOException {
        long before = served.objectRequests();
        RawAnswer answer = served.get(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("\"status\":400", "\"request_id\":\"")
                .doesNotContain("\"null\"");
        assertThat(served.objectRequests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH", "TRACE", "get", "PROPFIND", "Y"})
    void method_thatDoesNotRead_405WithAllow(String method) throws IOException {
        long before = served.objectRequests();
        RawAnswer answer = served.ask(method + " /files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(served.objectRequests()).isEqualTo(before);
    }

    @Test
    void method_connectWithAuthority_405() throws IOException {
        RawAnswer answer = served.ask("CONNECT example.test:443 HTTP/1.1\r\nHost: example.test:443\r\n\r\n");
        assertThat(answer.status()).isEqualTo(405);
    }

    @Test
    void method_overridden_staysWhatItIs() throws IOException {
        RawAnswer answer = served.get("/files/a", "X-HTTP-Method-Override: DELETE\r\n");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void target_absoluteForm_servesThePathAndNeverTheHost() throws IOException {
        RawAnswer answer = served.ask("GET http://other.test/files/a HTTP/1.1\r\nHost: other.test\r\n\r\n");
        assertThat(answer.text()).isEqualTo("content");
    }

    @Test
    void target_absoluteFormForAnotherHost_ignoresTheHost() throws IOException {
        assertThat(served.get("http://other.test/files/a").text()).isEqualTo("content");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /files/a HTTP/1.2, 505",
        "GET /files/a HTTP/2.0, 505",
        "GET /files/a HTTP/3.0, 505",
        "GET /files/a HTTP/0.9, 505",
        "GET /files/a, 505",
        "'GET /files/a ', 400",
        "GET /files/a HTT/1.0, 400",
        "GET /files/a HTTPS/1.1, 400",
        "GET /files/a HTTP/1.10, 400",
        "GET /files/a HTTP/11, 400",
        "GET /files/a HTTP/1x1, 400",
        "GET /files/a http/1.1, 400",
        "GET / http/1.1, 400",
        "GET /files/a Http/1.0, 400",
    })
    void version_thatIsNotSpokenHere_isTheClientsFaultAndEndsTheConnection(String requestLine, int status)
            throws IOException {
        String request = requestLine + "\r\nHost: x\r\n\r\n";
        for (boolean whole : new boolean[] {true, false}) {
            try (Raw raw = served.connect()) {
                if (whole) {
                    raw.send(request);
                } else {
                    sendEach(raw, requestLine + "\r\n");
                }
                RawAnswer answer = raw.read(false);
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.text())
                        .startsWith(
                                status == 505
                                        ? "{\"error\":\"http_version_not_supported\""
                                        : "{\"error\":\"bad_request\"");
                assertThat(raw.rest()).isEmpty();
            }
        }
    }

    /** The server may have had enough before the end. */
    private static void sendEach(Raw raw, String octets) {
        try {
            for (int i = 0; i < octets.length(); i++) {
                raw.send(octets.substring(i, i + 1));
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("Broken pipe");
        }
    }

    @Test
    void expectation_unknown_417() throws IOException {
        RawAnswer answer = served.get("/files/a", "Expect: a-miracle\r\n");
        assertThat(answer.status()).isEqualTo(417);
        assertThat(answer.text()).startsWith("{\"error\":\"expectation_failed\"");
    }

    @Test
    void transferEncoding_inHttp10_400AndNoSecondRequest() throws IOException {
        try (Raw raw = served.connect()) {
            raw.send(String.join(
                    "\r\n",
                    "GET /files/a HTTP/1.0",
                    "Host: x",
                    "Connection: keep-alive",
                    "Transfer-Encoding: chunked",
                    "",
                    "0",
                    "",
                    "GET /files/a HTTP/1.0",
                    "",
                    ""));
            assertThat(raw.read(false).status()).isEqualTo(400);
            assertThat(raw.rest()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health#x", "/ready#", "/metrics#x", "/admin/cache#", "http://x/health#x", "/#/health"})
    void target_withAFragment_400OnBothPorts(String target) throws IOException {
        for (int port : new int[] {served.port(), served.adminPort()}) {
            try (Raw raw = new Raw(port, Duration.ofSeconds(20))) {
                raw.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                assertThat(raw.read(false).status()).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user@x/files/a",
                "http://user:password@x/files/a",
                "http://@x/files/a",
                "http://x@y@z/files/a",
                "http://4714::abcd/files/a",
                "http://[::1/files/a",
                "http://x:port/files/a",
            })
    void target_absoluteWithAnAuthorityThatNobodyMaySend_400(String target) throws IOException {
        assertThat(served.get(target).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4714::abcd",
                "::1",
                "1:2:3",
                "x:80:80",
                "[::1",
                "[::1]x",
                "x:port",
                "x y",
                "user@x",
                "x/y",
                "",
                "x,y"
            })
    void host_thatIsNone_400(String host) throws IOException {
        RawAnswer answer = served.ask("GET /files/a HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x:80", "127.0.0.1:8080", "[::1]", "[4714::abcd]:8080", "a-b.example."})
    void host_thatIsOne_isServed(String host) throws IOException {
        RawAnswer answer = served.ask("GET /files/a HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void request_getWithBody_bodyIsNoSecondRequest() throws IOException {
        String smuggled = "GET /raw/a HTTP/1.1\r\nHost: x\r\n\r\n";
        long before = served.objectRequests();
        try (Raw raw = served.connect()) {
            raw.send("GET /raw/none HTTP/1.1\r\nHost: x\r\nContent-Length: " + smuggled.length() + "\r\n\r\n" + smuggled
                    + "GET /raw/none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(raw.read(false).status()).isEqualTo(404);
            assertThat(raw.read(false).status()).isEqualTo(404);
            assertThat(raw.rest()).isEmpty();
        }
        assertThat(served.objectRequests() - before).isEqualTo(2);
    }

    @Test
    void request_pipelined_answersInOrder() throws IOException {
        try (Raw raw = served.connect()) {
            String get = "GET /files/a HTTP/1.1\r\nHost: x\r\n\r\n";
            raw.send(get + get.replace("/a", "/none") + get);
            assertThat(raw.read(false).status()).isEqualTo(200);
            assertThat(raw.read(false).status()).isEqualTo(404);
            assertThat(raw.read(false).text()).isEqualTo("content");
        }
    }

    @Test
    void upgrade_toHttp2_isIgnored() throws IOException {
        RawAnswer answer = served.get(
                "/files/a", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n");
        assertThat(answer.status()).isEqualTo(200);
    }
}
