package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.RetryConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.event.RequestDone;
import dev.yatagarasu.testkit.OriginFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The limits of the configuration hold over real connections, and each of them is the configured one. */
class LimitsTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @Test
    void uri_atTheLimitAndOver_200And414() throws IOException {
        try (Served served = Served.start(server -> server.withLimits(new ServerConfig.Limits(1000, 8192)), s3 -> s3)) {
            String key = "k".repeat(1000 - "/files/".length());
            served.put(key, CONTENT);
            assertThat(served.get("/files/" + key).status()).isEqualTo(200);
            assertThat(served.get("/files/" + key + "k").status()).isEqualTo(414);
            assertThat(served.get("/files/a?" + "q".repeat(1000)).status()).isEqualTo(414);
            assertThat(served.get("/" + "k".repeat(100_000)).status()).isEqualTo(414);
        }
    }

    @Test
    void headers_withinAndOverTheLimit_200And431() throws IOException {
        try (Served served = Served.start(server -> server.withLimits(new ServerConfig.Limits(1000, 2000)), s3 -> s3)) {
            served.put("a", CONTENT);
            assertThat(served.get("/files/a", "X-A: " + "b".repeat(1900) + "\r\n")
                            .status())
                    .isEqualTo(200);
            assertThat(served.get("/files/a", "X-A: " + "b".repeat(2000) + "\r\n")
                            .status())
                    .isEqualTo(431);
            RawAnswer far = served.get("/files/a", "X-A: " + "b".repeat(100_000) + "\r\n");
            assertThat(far.status()).isEqualTo(431);
            assertThat(far.text()).startsWith("{\"error\":\"headers_too_large\"");
        }
    }

    @Test
    void signedAsForS3_refusedBeforeTheEngineSeesIt_getsTheXmlOfS3() throws IOException {
        try (Served served = Served.start(server -> server, s3 -> s3)) {
            RawAnswer answer = served.get(
                    "/files/a",
                    "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/b/s3/aws4_request\r\nExpect: nothing\r\n");
            assertThat(answer.status()).isEqualTo(417);
            assertThat(answer.header("content-type")).isEqualTo("application/xml");
            assertThat(answer.text()).contains("<Error><Code>InvalidRequest</Code>", "<RequestId>");
        }
    }

    @Test
    void concurrency_streamInProgress_countsToItsLastByte() throws Exception {
        try (Served served = Served.start(server -> server.withMaxConcurrentRequests(1), s3 -> s3)) {
            served.put("large", new byte[8 * 1024 * 1024]);
            served.put("a", CONTENT);
            try (Raw slow = served.connect()) {
                slow.send("GET /raw/large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                assertThat(slow.readByte()).isEqualTo('H');
                RawAnswer refused = served.get("/files/a");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("retry-after")).isEqualTo("1");
                assertThat(refused.text()).contains("\"error\":\"overloaded\"");
                assertThat(slow.rest()).hasSizeGreaterThan(8 * 1024 * 1024);
            }
            served.awaitDone();
            served.awaitDone();
            assertThat(served.get("/files/a").status()).isEqualTo(200);
        }
    }

    @Test
    void idle_connectionWithoutRequest_isClosed() throws IOException {
        try (Served served = Served.start(server -> server.withIdleTimeout(Duration.ofMillis(200)), s3 -> s3);
                Raw raw = served.connect()) {
            raw.send("GET /files/a HTTP/1.1\r\nHo");
            assertThat(raw.rest()).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void idle_clientThatDoesNotRead_isClosedAndStorageReadCancelled() throws Exception {
        try (Served served = Served.start(server -> server.withIdleTimeout(Duration.ofSeconds(1)), s3 -> s3)) {
            served.put("large", new byte[32 * 1024 * 1024]);
            try (Raw raw = served.connect()) {
                raw.send("GET /raw/large HTTP/1.1\r\nHost: x\r\n\r\n");
                RequestDone event = served.awaitDone();
                assertThat(event.whole()).isFalse();
                assertThat(event.status()).isEqualTo(200);
            }
        }
    }

    @Test
    void idle_storageSlowerThanTheIdleTimeout_isStillAnswered() throws Exception {
        try (Served served = Served.start(
                server -> server.withIdleTimeout(Duration.ofMillis(500)),
                s3 -> s3.timeout(Duration.ofSeconds(2)).retry(RetryConfig.none()))) {
            served.put("a", CONTENT);
            served.origin.next(OriginFault.after(new CountDownLatch(1)));
            RawAnswer answer = served.get("/raw/a");
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.text()).contains("\"error\":\"storage_timeout\"");
        }
    }
}
