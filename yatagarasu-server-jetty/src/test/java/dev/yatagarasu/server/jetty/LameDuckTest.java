package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.core.config.ServerConfig.Shutdown;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is told to stop loses no request, and says early that it will be gone. */
class LameDuckTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init")
    private Served served;

    private void start(Shutdown shutdown) throws IOException {
        served = Served.start(server -> server.withShutdown(shutdown), s3 -> s3);
        served.put("object", "content".getBytes(StandardCharsets.US_ASCII));
        served.get("/files/object");
    }

    @AfterEach
    void stop() {
        served.close();
        threads.shutdownNow();
    }

    private Future<Boolean> stopping() {
        return threads.submit(() -> served.server.stop());
    }

    private static void ask(Raw raw, String target) throws IOException {
        raw.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private RawAnswer ready(int port) throws IOException {
        try (Raw raw = new Raw(port, Duration.ofSeconds(20))) {
            ask(raw, "/ready");
            return raw.read(false);
        }
    }

    private void awaitStopping() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (ready(served.adminPort()).status() != 503 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    @Test
    void stop_withADelay_readySaysSoOnBothPortsWhileRequestsAreTaken() throws Exception {
        start(new Shutdown(LONG, LONG));
        try (Raw kept = served.connect()) {
            ask(kept, "/files/object");
            kept.read(false);
            Future<Boolean> stop = stopping();
            awaitStopping();

            for (int port : new int[] {served.port(), served.adminPort()}) {
                assertThat(ready(port).status()).isEqualTo(503);
                assertThat(ready(port).text()).contains("\"status\":\"stopping\"");
            }
            for (int i = 0; i < 3; i++) {
                ask(kept, "/raw/object");
                RawAnswer answer = kept.read(false);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("connection")).isEmpty();
            }
            assertThat(served.get("/files/object").status()).isEqualTo(200);
            assertThat(stop.isDone()).isFalse();
            stop.cancel(true);
        }
    }

    /** Clients that keep their connections and ask again and again, until they are told that a connection ends. */
    @Test
    void stop_eightClientsThatKeepTheirConnections_noRequestIsLost() throws Exception {
        start(Shutdown.defaults());
        CountDownLatch warm = new CountDownLatch(8);
        List<Future<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String target = i % 2 == 0 ? "/files/object" : "/raw/object";
            clients.add(threads.submit(() -> askUntilTold(target, warm)));
        }
        assertThat(warm.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(served.server.stop()).isTrue();

        for (Future<Integer> client : clients) {
            assertThat(client.get(20, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(served.yatagarasu.requestsInFlight()).isZero();
    }

    private int askUntilTold(String target, CountDownLatch warm) throws IOException {
        try (Raw raw = served.connect()) {
            for (int answers = 1; ; answers++) {
                ask(raw, target);
                RawAnswer answer;
                try {
                    answer = raw.read(false);
                } catch (EOFException e) {
                    throw new AssertionError("a request is lost", e);
                }
                assertThat(answer.status()).isEqualTo(200);
                if (answers == 50) {
                    warm.countDown();
                }
                if (answer.header("connection").equals("close")) {
                    assertThat(raw.isClosed()).isTrue();
                    return answers;
                }
            }
        }
    }

    @Test
    void stop_idleConnection_isClosedAndThenThePort() throws Exception {
        start(Shutdown.defaults());
        int port = served.port();
        try (Raw idle = served.connect();
                Raw fresh = served.connect()) {
            ask(idle, "/files/object");
            idle.read(false);
            Future<Boolean> stop = stopping();
            assertThat(idle.isClosed()).isTrue();
            assertThat(fresh.isClosed()).isTrue();
            assertThat(stop.get(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThatThrownBy(() -> new Raw(port, LONG)).isInstanceOf(ConnectException.class);
    }

    @Test
    void stop_requestThatIsHalfSent_isAnswered() throws Exception {
        start(Shutdown.defaults());
        try (Raw slow = served.connect()) {
            slow.send("GET /files/object HTTP/1.1\r\n");
            try (Raw other = served.connect()) {
                ask(other, "/files/object");
                other.read(false);
                Future<Boolean> stop = stopping();
                assertThat(other.isClosed())
                        .as("idle connections are over by now")
                        .isTrue();
                assertThat(stop.isDone()).isFalse();
                slow.send("Host: x\r\n\r\n");
                RawAnswer answer = slow.read(false);
                assertThat(answer.text()).isEqualTo("content");
                assertThat(answer.header("connection")).isEqualTo("close");
                assertThat(stop.get(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void stop_whileARequestIsHalfSent_adminPortAnswersAndSaysThatItsConnectionsEnd() throws Exception {
        start(Shutdown.defaults());
        try (Raw slow = served.connect();
                Raw kept = new Raw(served.adminPort(), Duration.ofSeconds(20));
                Raw idle = served.connect()) {
            slow.send("GET /files/object HTTP/1.1\r\n");
            ask(kept, "/ready");
            assertThat(kept.read(false).header("connection")).isEmpty();
            Future<Boolean> stop = stopping();
            assertThat(idle.isClosed()).isTrue();

            ask(kept, "/ready");
            RawAnswer answer = kept.read(false);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(kept.isClosed()).isTrue();
            slow.send("Host: x\r\n\r\n");
            assertThat(slow.read(false).status()).isEqualTo(200);
            assertThat(stop.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stop_afterAReloadOfItsTimes_goesByTheNewOnes() throws Exception {
        start(new Shutdown(Duration.ZERO, LONG));
        served.put("large", new byte[16 << 20]);
        try (Raw reader = served.connect()) {
            ask(reader, "/raw/large");
            assertThat(reader.readByte()).isEqualTo('H');
            served.yatagarasu.reload(withShutdown(new Shutdown(Duration.ZERO, Duration.ofMillis(100))));
            assertThat(served.server.stop()).as("all requests ended").isFalse();
        }
    }

    private YatagarasuConfig withShutdown(Shutdown shutdown) {
        var now = served.yatagarasu.config();
        var next = YatagarasuConfig.builder()
                .server(now.server().withShutdown(shutdown))
                .admin(now.admin().orElseThrow());
        now.buckets().forEach(next::bucket);
        return next.build();
    }
}
