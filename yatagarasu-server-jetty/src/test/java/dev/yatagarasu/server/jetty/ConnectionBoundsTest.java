package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.core.config.ServerConfig.Connections;
import dev.yatagarasu.core.report.LabeledName;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many connections there may be, and how slow. */
class ConnectionBoundsTest {
    private static final String GET = "GET /files/a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Served served(int max, Duration headerTimeout, long minRate) throws IOException {
        Served served =
                Served.start(server -> server.withConnections(new Connections(max, headerTimeout, minRate)), s3 -> s3);
        served.put("a", "content".getBytes(StandardCharsets.US_ASCII));
        return served;
    }

    private static long cut(Served served, String reason) {
        return served.yatagarasu
                .metrics()
                .counter(LabeledName.of("yatagarasu_connections_cut", "reason", reason))
                .getCount();
    }

    /** The client may see the end before it is counted. */
    private static void awaitCut(Served served, String reason) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (cut(served, reason) == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(cut(served, reason)).as(reason).isEqualTo(1);
    }

    private static RawAnswer ask(Raw raw) throws IOException {
        raw.send(GET);
        return raw.read(false);
    }

    @Test
    void connections_moreThanTheMost_areClosedUntilOneEnds() throws IOException {
        try (Served served = served(2, Duration.ofSeconds(10), 0);
                Raw first = served.connect();
                Raw second = served.connect()) {
            assertThat(ask(first).status()).isEqualTo(200);
            assertThat(ask(second).status()).isEqualTo(200);
            try (Raw third = served.connect()) {
                assertThat(isEnded(third)).isTrue();
            }
            assertThat(cut(served, "max_connections")).isPositive();
            assertThat(ask(first).status()).as("those that are there go on").isEqualTo(200);
            first.socket.close();
            assertThat(eventuallyAnswered(served)).isTrue();
        }
    }

    private static boolean eventuallyAnswered(Served served) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try (Raw next = served.connect()) {
                return ask(next).status() == 200;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    /** Whether the server has closed the connection, however it did. */
    private static boolean isEnded(Raw raw) throws IOException {
        try {
            return raw.isClosed();
        } catch (SocketException e) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", GET})
    void head_thatTrickles_isCutThoughItNeverStandsStill(String before) throws IOException {
        try (Served served = served(10, Duration.ofSeconds(1), 0);
                Raw raw = served.connect()) {
            if (!before.isEmpty()) {
                assertThat(ask(raw).status()).isEqualTo(200);
            }
            raw.send("GET /files/a HTTP/1.1\r\nHost: x\r\nX-Filling: ");
            trickle(raw, "a");
            awaitCut(served, "header_timeout");
        }
    }

    @Test
    void lineEnds_withoutARequest_areCutThoughTheyNeverStandStill() throws IOException {
        try (Served served = served(10, Duration.ofSeconds(1), 0);
                Raw raw = served.connect()) {
            assertThat(ask(raw).status()).isEqualTo(200);
            trickle(raw, "\r\n");
            awaitCut(served, "header_timeout");
        }
    }

    @Test
    void body_thatTricklesToTheAdminPort_isCut() throws IOException {
        try (Served served = served(10, Duration.ofSeconds(1), 0);
                Raw raw = new Raw(served.adminPort(), PATIENCE)) {
            raw.send("POST /admin/cache/purge HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{");
            trickle(raw, " ");
            awaitCut(served, "header_timeout");
        }
    }

    @Test
    void connection_withoutAnyRequest_isCut() throws IOException {
        try (Served served = served(10, Duration.ofSeconds(1), 0);
                Raw raw = served.connect()) {
            assertThat(isEnded(raw)).isTrue();
            awaitCut(served, "header_timeout");
        }
    }

    @Test
    void connection_betweenRequests_isKeptForTheIdleTimeout() throws IOException {
        try (Served served = served(10, Duration.ofSeconds(1), 0);
                Raw raw = served.connect()) {
            assertThat(ask(raw).status()).isEqualTo(200);
            raw.socket.setSoTimeout(2500);
            assertThatThrownBy(raw::readByte).isInstanceOf(SocketTimeoutException.class);
            assertThat(ask(raw).status()).isEqualTo(200);
        }
    }

    /** Sends that again and again until the server ends the connection, which must not take long. */
    private static void trickle(Raw raw, String octets) throws IOException {
        raw.socket.setSoTimeout(50);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                raw.send(octets);
                assertThat(raw.isClosed()).isTrue();
                return;
            } catch (SocketTimeoutException e) {
                Thread.onSpinWait();
            } catch (SocketException e) {
                return;
            }
        }
        throw new AssertionError("the connection is still there");
    }

    @Test
    void rate_clientThatReadsTooSlowly_isCut() throws IOException {
        try (Served served = Served.start(
                server -> server.withIdleTimeout(Duration.ofSeconds(2))
                        .withConnections(new Connections(10, Duration.ofSeconds(10), 1 << 30)),
                s3 -> s3)) {
            served.put("large", new byte[64 * 1024 * 1024]);
            served.put("a", "content".getBytes(StandardCharsets.US_ASCII));
            try (Raw slow = served.connect();
                    Raw other = served.connect()) {
                slow.send("GET /raw/large HTTP/1.1\r\nHost: x\r\n\r\n");
                readBetweenRequests(slow, other);
            }
            awaitCut(served, "min_rate");
        }
    }

    /** Reads on, a little each time that the other connection has been answered often, until the server ends this one. */
    private static void readBetweenRequests(Raw slow, Raw other) throws IOException {
        InputStream in = slow.socket.getInputStream();
        byte[] little = new byte[1024];
        try {
            while (in.read(little) > 0) {
                for (int i = 0; i < 20; i++) {
                    assertThat(ask(other).status()).isEqualTo(200);
                }
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }
}
