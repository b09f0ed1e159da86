package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients get of objects whose size storage does not tell, byte for byte. */
class UnsizedTransferTest {
    private static final String TAG = "ETag: \"v\"\r\nContent-Type: text/plain\r\n";
    private Served served;

    @BeforeEach
    void start() throws IOException {
        served = Served.start();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private String exchange(String request) throws IOException {
        try (Raw raw = served.connect()) {
            raw.send(request);
            return raw.rest();
        }
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    }

    private static String head(String answer) {
        return answer.substring(0, answer.indexOf("\r\n\r\n") + 4).toLowerCase(Locale.ROOT);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/a", "/raw/a"})
    void get_chunkedByStorage_isChunkedHere(String target) throws IOException {
        served.origin.next(OriginFault.chunked(TAG, "01234", "56789"));

        try (Raw raw = served.connect()) {
            raw.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nRange: bytes=2-3\r\n\r\n");
            RawAnswer first = raw.read(false);
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("transfer-encoding")).isEqualTo("chunked");
            assertThat(first.header("content-length")).isEmpty();
            assertThat(first.header("accept-ranges")).isEmpty();
            assertThat(first.header("connection")).isEmpty();
            raw.send(get("/health"));
            assertThat(unchunked(raw.rest())).startsWith("0123456789\nHTTP/1.1 200");
        }
    }

    /** The chunks one behind the other, then what follows them. */
    private static String unchunked(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        for (; ; ) {
            int end = chunks.indexOf("\r\n", at);
            int length = Integer.parseInt(chunks.substring(at, end), 16);
            body.append(chunks, end + 2, end + 2 + length);
            at = end + 4 + length;
            if (length == 0) {
                return body + "\n" + chunks.substring(at);
            }
        }
    }

    @Test
    void get_chunkedOnceByStorage_isAHitWithItsLengthThen() throws Exception {
        served.origin.next(OriginFault.chunked(TAG, "01234", "56789"));
        exchange(get("/files/a"));
        served.awaitDone();

        String hit = exchange(get("/files/a"));

        assertThat(head(hit)).contains("x-cache: hit", "content-length: 10\r\n", "accept-ranges: bytes");
        assertThat(body(hit)).isEqualTo("0123456789");
    }

    @Test
    void get_byHttp10_endsWithTheConnection() throws IOException {
        served.origin.next(OriginFault.chunked(TAG, "01234", "56789"));

        String answer = exchange("GET /raw/a HTTP/1.0\r\n\r\n");

        assertThat(head(answer)).doesNotContain("transfer-encoding", "content-length", "accept-ranges");
        assertThat(body(answer)).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/a", "/raw/a"})
    void get_chunksCutShortByStorage_neverLookWhole(String target) throws Exception {
        served.origin.next(OriginFault.chunkedCutShort(TAG, "01234"));

        String broken = exchange(get(target));

        assertThat(head(broken)).contains("transfer-encoding: chunked");
        assertThat(body(broken)).doesNotContain("0\r\n\r\n");
        assertThat(served.awaitDone().whole()).isFalse();
        served.put("a", "the whole".getBytes(StandardCharsets.US_ASCII));
        assertThat(body(exchange(get(target)))).isEqualTo("the whole");
    }

    /** It ended like one that is whole. */
    @ParameterizedTest
    @ValueSource(strings = {"/files/a", "/raw/a"})
    void get_byHttp10AndCutShortByStorage_endsWithAReset(String target) throws Exception {
        served.origin.next(OriginFault.chunkedCutShort(TAG, "01234"));

        assertThatThrownBy(() -> exchange("GET " + target + " HTTP/1.0\r\n\r\n"))
                .isInstanceOf(SocketException.class)
                .hasMessage("Connection reset");
        assertThat(served.awaitDone().whole()).isFalse();
    }

    @Test
    void get_endedByCloseAtStorage_endsByCloseHereAndIsNotKept() throws Exception {
        served.origin.next(OriginFault.untilClosed(TAG, "0123456789"), OriginFault.untilClosed(TAG, "01234"));

        for (String expected : new String[] {"0123456789", "01234"}) {
            String answer = exchange("GET /files/a HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(head(answer))
                    .contains("connection: close")
                    .doesNotContain("transfer-encoding", "content-length");
            assertThat(body(answer)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/a", "/raw/a"})
    void head_withoutLengthAtStorage_hasNoneHere(String target) throws IOException {
        served.origin.next(OriginFault.headWithoutLength(TAG));

        try (Raw raw = served.connect()) {
            raw.send("HEAD " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
            RawAnswer answer = raw.read(true);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-length")).isEmpty();
            assertThat(answer.header("etag")).isEqualTo("\"v\"");
            raw.send(get("/health"));
            assertThat(raw.rest()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void get_metadataThatNoHeadCanHold_isLeftOutAndCounted() throws IOException {
        OriginObject object = OriginObject.of("x".getBytes(StandardCharsets.US_ASCII), "text/plain");
        for (int i = 0; i < 16; i++) {
            object = object.with("x-amz-meta-" + i, "m".repeat(1024));
        }
        served.close();
        served = Served.exposingMetadata();
        served.origin.put("data", "heavy", object);

        for (String target : new String[] {"/files/heavy", "/files/heavy", "/raw/heavy"}) {
            RawAnswer answer = served.get(target);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-amz-meta-0")).hasSize(1024);
            assertThat(answer.header("x-amz-missing-meta")).isEqualTo("9");
        }
    }

    @Test
    void get_fieldsOfManyKilobytesThatDescribeTheObject_areSent() throws IOException {
        String long16 = "attachment; filename=" + "n".repeat(14 * 1024);
        OriginObject object = OriginObject.of("x".getBytes(StandardCharsets.US_ASCII), "text/plain");
        served.origin.put(
                "data",
                "long",
                object.with("Content-Disposition", long16).with("Content-Language", "l".repeat(14 * 1024)));

        assertThat(served.get("/files/long").header("content-disposition")).isEqualTo(long16);
    }
}
