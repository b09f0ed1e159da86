package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection, several requests: none is missed, whenever and in whatever pieces it comes. */
class KeptConnectionTest {
    private static final String CONTENT = "0123456789";

    private Served served;

    @BeforeEach
    void start() throws IOException {
        served = Served.start();
        served.put("object", CONTENT.getBytes(StandardCharsets.US_ASCII));
        served.get("/files/object");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private static String request(String target, String fields) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
    }

    private static void assertWhole(RawAnswer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/object", "/raw/object"})
    void requests_oneAfterTheOther_areAnswered(String target) throws IOException {
        try (Raw raw = served.connect()) {
            for (int i = 0; i < 50; i++) {
                raw.send(request(target, ""));
                assertWhole(raw.read(false));
            }
        }
    }

    @Test
    void requests_allAtOnceOnBothLanes_areAnsweredInOrder() throws IOException {
        try (Raw raw = served.connect()) {
            String filling = "X-Filling: " + "x".repeat(5000) + "\r\n";
            raw.send((request("/files/object", filling) + request("/raw/missing", "") + request("/raw/object", filling))
                    .repeat(10));
            for (int i = 0; i < 10; i++) {
                assertWhole(raw.read(false));
                assertThat(raw.read(false).status()).isEqualTo(404);
                assertWhole(raw.read(false));
            }
        }
    }

    @Test
    void request_inSinglePieces_isAnswered() throws IOException {
        try (Raw raw = served.connect()) {
            for (char octet : request("/raw/object", "").toCharArray()) {
                raw.send(String.valueOf(octet));
            }
            assertWhole(raw.read(false));
        }
    }

    @Test
    void client_thatSendsNoMore_isSeenAfterAnAnswer() throws IOException {
        try (Raw raw = served.connect()) {
            raw.send(request("/raw/object", ""));
            assertWhole(raw.read(false));
            raw.socket.shutdownOutput();
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/object", "/raw/object"})
    void notModified_hitAndMiss_saysNoLengthAndTheConnectionGoesOn(String target) throws IOException {
        String etag = served.get(target).header("etag");
        try (Raw raw = served.connect()) {
            for (int i = 0; i < 2; i++) {
                raw.send(request(target, "If-None-Match: " + etag + "\r\n"));
                RawAnswer answer = raw.read(false);
                assertThat(answer.status()).isEqualTo(304);
                assertThat(answer.header("etag")).isEqualTo(etag);
                assertThat(answer.header("content-length")).isEmpty();
                assertThat(answer.header("transfer-encoding")).isEmpty();
                raw.send(request(target, ""));
                assertWhole(raw.read(false));
            }
            raw.send(request(target, "Connection: close\r\nIf-None-Match: " + etag + "\r\n"));
            assertThat(raw.read(false).header("content-length")).isEmpty();
            assertThat(raw.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/object", "/raw/object"})
    void head_hitAndMiss_saysTheLengthOfTheObjectAndTheConnectionGoesOn(String target) throws IOException {
        String etag = served.get(target).header("etag");
        String head = "HEAD " + target + " HTTP/1.1\r\nHost: x\r\n";
        try (Raw raw = served.connect()) {
            for (int i = 0; i < 2; i++) {
                raw.send(head + "\r\n");
                assertThat(raw.read(true).header("content-length")).isEqualTo("10");
                raw.send(head + "If-None-Match: " + etag + "\r\n\r\n");
                RawAnswer notModified = raw.read(true);
                assertThat(notModified.status()).isEqualTo(304);
                assertThat(notModified.header("content-length")).isEmpty();
                raw.send(request(target, ""));
                assertWhole(raw.read(false));
            }
        }
    }
}
