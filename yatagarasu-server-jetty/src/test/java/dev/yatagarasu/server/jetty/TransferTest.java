package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies arrive whole or visibly broken, and what a client leaves behind is given back. */
class TransferTest {
    /** A smaller object could lie in socket buffers as a whole, and its transfer end well before the client has gone. */
    private static final int MORE_THAN_SOCKETS_HOLD = 16 * 1024 * 1024;

    private Served served;

    @BeforeEach
    void start() throws IOException {
        served = Served.start();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 262_144, 262_145, 5 * 1024 * 1024})
    void get_anySize_sameBytesFromStorageAndFromCache(int size) throws IOException {
        byte[] content = random(size);
        served.put("object", content);
        for (String target : List.of("/files/object", "/files/object", "/raw/object")) {
            RawAnswer answer = served.get(target);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(content);
            assertThat(answer.header("content-length")).isEqualTo(Integer.toString(size));
        }
    }

    @Test
    void get_twice_secondIsAHitWithTheSameHeaders() throws IOException {
        served.put("object", random(1000));
        RawAnswer miss = served.get("/files/object");
        RawAnswer hit = served.get("/files/object");
        assertThat(miss.header("x-cache")).isEqualTo("MISS");
        assertThat(hit.header("x-cache")).isEqualTo("HIT");
        assertThat(hit.header("age")).isEqualTo("0");
        for (String name : List.of("etag", "last-modified", "content-type", "accept-ranges", "content-length")) {
            assertThat(hit.header(name)).isEqualTo(miss.header(name)).isNotEmpty();
        }
        assertThat(served.objectRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/dated", "/raw/dated"})
    void get_objectWithADate_saysItOnceHitOrMiss(String target) throws IOException {
        String date = "Thu, 01 Jan 2026 00:00:00 GMT";
        served.origin.put(
                "data", "dated", OriginObject.of(random(1000), "text/plain").with("Date", date));
        for (int i = 0; i < 2; i++) {
            assertThat(served.get(target).fields())
                    .filteredOn(field -> field.startsWith("Date:"))
                    .containsExactly("Date: " + date);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/object", "/raw/object"})
    void head_missAndHit_headersWithoutABody(String target) throws IOException {
        served.put("object", random(1000));
        for (int i = 0; i < 2; i++) {
            try (Raw raw = served.connect()) {
                raw.send("HEAD " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                RawAnswer answer = raw.read(true);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("content-length")).isEqualTo("1000");
                assertThat(raw.rest()).isEmpty();
            }
            served.get(target);
        }
    }

    @Test
    void stream_storageBreaksOff_connectionEndsAndNothingIsKeptAndTheLogSaysWhy() throws IOException {
        served.put("object", random(1000));
        served.origin.next(OriginFault.truncated(1_000_000, 300_000));
        List<String> logged = Logged.during("dev.yatagarasu.core.internal.engine.BucketLog", () -> {
            try (Raw raw = served.connect()) {
                raw.send("GET /files/object HTTP/1.1\r\nHost: x\r\nX-Request-Id: one\r\n\r\n");
                assertThatThrownBy(() -> raw.read(false)).isInstanceOfAny(EOFException.class, SocketException.class);
            }
        });
        assertThat(logged).singleElement().asString().contains("request one", "bucket files", "broke off");
        assertThat(served.get("/files/object").header("content-length")).isEqualTo("1000");
    }

    @Test
    void small_storageBreaksOffBeforeAnyByteIsSent_502AndNothingIsKept() throws IOException {
        served.put("object", random(1000));
        served.origin.next(OriginFault.truncated(1000, 300));
        RawAnswer broken = served.get("/files/object");
        assertThat(broken.status()).isEqualTo(502);
        assertThat(broken.text()).contains("\"error\":\"storage_error\"").doesNotContain("127.0.0.1");
        assertThat(served.get("/files/object").status()).isEqualTo(200);
    }

    @Test
    void abort_aThousandDownloadsHalfWay_nothingStaysInProgress() throws Exception {
        served.put("large", new byte[MORE_THAN_SOCKETS_HOLD]);
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<?>> aborts = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                aborts.add(clients.submit(() -> {
                    abortHalfWay();
                    return null;
                }));
            }
            for (Future<?> abort : aborts) {
                abort.get();
            }
        }
        for (int i = 0; i < 1000; i++) {
            served.awaitDone();
        }
        assertThat(served.yatagarasu.drain(Duration.ofSeconds(20))).isTrue();
        assertThat(served.yatagarasu.requestsInFlight()).isZero();
        assertThat(served.origin.awaitAtMostOpenConnections(1, Duration.ofSeconds(20)))
                .as("all but at most the probes' connection are closed")
                .isTrue();
    }

    private void abortHalfWay() throws IOException {
        try (Raw raw = served.connect()) {
            raw.send("GET /raw/large HTTP/1.1\r\nHost: x\r\n\r\n");
            for (int i = 0; i < 1000; i++) {
                raw.readByte();
            }
            raw.socket.setSoLinger(true, 0);
        }
    }

    @Test
    void key_withEmptySegmentsAndOddCharacters_reachesStorageExactly() throws IOException {
        String key = "a//b/ +()!',;=@:$&*é%2F☃";
        served.put(key, "odd".getBytes(StandardCharsets.UTF_8));
        String encoded = "a//b/%20+()!',;=@:$&*%C3%A9%252F%E2%98%83";
        RawAnswer answer = served.get("/raw/" + encoded);
        assertThat(answer.text()).isEqualTo("odd");
    }

    @Test
    void query_anything_neverReachesStorage() throws IOException {
        served.put("a", "content".getBytes(StandardCharsets.UTF_8));
        for (String query : List.of("x-id=GetObject", "prefix=2", "max-keys=1", "page=text/html", "X-Amz-Expires=1")) {
            assertThat(served.get("/raw/a?" + query).text()).isEqualTo("content");
            assertThat(served.origin.lastRequest().target()).isEqualTo("/data/a");
        }
    }

    @Test
    void headers_ofTheClient_stayHere() throws IOException {
        served.put("a", "content".getBytes(StandardCharsets.UTF_8));
        served.get(
                "/raw/a",
                String.join(
                        "\r\n",
                        "Authorization: Bearer secret-token",
                        "Cookie: a=b",
                        "X-Amz-Acl: public-read",
                        "Accept-Encoding: gzip",
                        "X-Forwarded-For: 1.2.3.4",
                        "User-Agent: somebody",
                        ""));
        var sent = served.origin.lastRequest().headers();
        assertThat(sent.firstOr("authorization", ""))
                .startsWith("AWS4-HMAC-SHA256")
                .doesNotContain("secret-token");
        assertThat(sent.contains("cookie")).isFalse();
        assertThat(sent.contains("x-amz-acl")).isFalse();
        assertThat(sent.contains("x-forwarded-for")).isFalse();
        assertThat(sent.firstOr("accept-encoding", "")).isEqualTo("identity");
        assertThat(sent.firstOr("user-agent", "")).isEqualTo("yatagarasu");
    }
}
