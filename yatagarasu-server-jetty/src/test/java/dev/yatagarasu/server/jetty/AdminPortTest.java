package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Health, readiness and metrics, and how a server starts and stops. */
class AdminPortTest {
    private static String get(int port, String path) throws IOException {
        try (Raw raw = new Raw(port, Duration.ofSeconds(20))) {
            raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return raw.rest();
        }
    }

    private static String awaitReady(Served served, String wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String answer = get(served.adminPort(), "/ready");
        while (!answer.contains(wanted) && System.nanoTime() < deadline) {
            answer = get(served.adminPort(), "/ready");
        }
        return answer;
    }

    @Test
    void health_bothPorts_alive() throws IOException {
        try (Served served = Served.start()) {
            assertThat(get(served.port(), "/health")).startsWith("HTTP/1.1 200").contains("{\"status\":\"alive\"}");
            assertThat(get(served.adminPort(), "/health?x")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void ready_storageAnswers_detailsOnlyOnTheAdminPort() throws Exception {
        try (Served served = Served.start()) {
            assertThat(awaitReady(served, "\"ready\""))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"files\":\"up\"");
            assertThat(get(served.port(), "/ready")).startsWith("HTTP/1.1 200").doesNotContain("files");
        }
    }

    @Test
    void ready_storageDead_503AndWhy() throws Exception {
        try (Served served = Served.start(server -> server, s3 -> s3.credentials("wrong", "wrong"))) {
            assertThat(awaitReady(served, "\"unavailable\"")).startsWith("HTTP/1.1 503");
            assertThat(get(served.port(), "/ready"))
                    .startsWith("HTTP/1.1 503")
                    .contains("{\"status\":\"unavailable\"}");
        }
    }

    @Test
    void adminPort_writes_405() throws IOException {
        try (Served served = Served.start();
                Raw raw = new Raw(served.adminPort(), Duration.ofSeconds(20))) {
            raw.send("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            assertThat(raw.read(false).status()).isEqualTo(405);
        }
    }

    @Test
    void metrics_afterRequests_countThemByBucketStatusAndOutcome() throws Exception {
        try (Served served = Served.start()) {
            served.put("a", "content".getBytes(StandardCharsets.UTF_8));
            served.get("/files/a");
            served.get("/files/a");
            served.get("/nowhere");
            for (int i = 0; i < 3; i++) {
                served.awaitDone();
            }
            assertThat(get(served.adminPort(), "/metrics"))
                    .contains("yatagarasu_requests_total{bucket=\"files\",cache=\"MISS\",status=\"200\"} 1.0")
                    .contains("yatagarasu_requests_total{bucket=\"files\",cache=\"HIT\",status=\"200\"} 1.0")
                    .contains("yatagarasu_requests_total{bucket=\"\",cache=\"BYPASS\",status=\"404\"} 1.0")
                    .contains("yatagarasu_response_body_bytes_total{bucket=\"files\"} 14.0")
                    .contains("yatagarasu_request_duration_seconds_count{bucket=\"files\",outcome=\"hit\"} 1")
                    .contains("yatagarasu_requests_in_flight 0.0")
                    .contains("yatagarasu_storage_up{bucket=\"files\"}")
                    .doesNotContain("/files", "127.0.0.1");
        }
    }

    @Test
    void dataPort_metrics_notThere() throws IOException {
        try (Served served = Served.start()) {
            assertThat(served.get("/metrics").status()).isEqualTo(404);
        }
    }

    @Test
    void start_portInUse_saysWhichAddress() throws IOException {
        try (Served served = Served.start()) {
            YatagarasuConfig taken = YatagarasuConfig.builder()
                    .server(ServerConfig.defaults().withAddress("127.0.0.1", served.port()))
                    .bucket(served.yatagarasu.config().buckets().getFirst())
                    .build();
            try (Yatagarasu second = Yatagarasu.builder().config(taken).build()) {
                assertThatThrownBy(() -> YatagarasuServer.start(second))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("127.0.0.1:" + served.port());
            }
        }
    }

    @Test
    void stop_whileADownloadIsInProgress_itArrivesWhole() throws Exception {
        try (Served served = Served.start()) {
            byte[] content = new byte[8 * 1024 * 1024];
            served.put("large", content);
            try (Raw raw = served.connect()) {
                raw.send("GET /raw/large HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(raw.readByte()).isEqualTo('H');
                CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(() -> stop(served));
                assertThat(awaitReady(served, "\"stopping\"")).startsWith("HTTP/1.1 503");
                assertThat(raw.rest()).hasSizeGreaterThan(content.length);
                assertThat(stopped.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void stop_downloadThatNeverEnds_isCutAfterTheShutdownTimeout() throws Exception {
        try (Served served = Served.start(
                server -> server.withShutdown(new ServerConfig.Shutdown(Duration.ZERO, Duration.ofMillis(200))),
                s3 -> s3)) {
            served.put("large", new byte[32 * 1024 * 1024]);
            try (Raw raw = served.connect()) {
                raw.send("GET /raw/large HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(raw.readByte()).isEqualTo('H');
                assertThat(stop(served)).isFalse();
            }
        }
    }

    private static boolean stop(Served served) {
        try {
            return served.server.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
