package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What connections cost that are kept open, both ends together, since both are in this process. */
class IdleConnectionTest {
    private static final int CONNECTIONS = 1000;
    private static final String CONTENT = "content";
    private static final String REQUEST = String.join(
            "\r\n",
            "GET /files/a HTTP/1.1",
            "Host: localhost",
            "User-Agent: test",
            "Accept: */*",
            "Accept-Encoding: gzip",
            "Cache-Control: no-transform",
            "X-Other: 1",
            "",
            "");
    private static final long MOST_BYTES = 8 * 1024;

    private final List<SocketChannel> clients = new ArrayList<>();
    private Served served;

    @BeforeEach
    void start() throws IOException {
        served = Served.start();
        served.put("a", CONTENT.getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stop() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        served.close();
    }

    private void open(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel client =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port()));
            clients.add(client);
            for (int times = 0; times < 2; times++) {
                client.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
                readAnswer(client);
            }
        }
    }

    private static void readAnswer(SocketChannel client) throws IOException {
        StringBuilder answer = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        while (!answer.toString().endsWith("\r\n\r\n" + CONTENT)) {
            assertThat(client.read(buffer.clear())).isPositive();
            answer.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    @Test
    void connections_keptAfterTwoRequests_costAFewKilobytesEach() throws IOException {
        open(50);
        long before = usedHeap();

        open(CONNECTIONS);

        long each = (usedHeap() - before) / CONNECTIONS;
        assertThat(each).isLessThan(MOST_BYTES);
    }
}
