package dev.yatagarasu.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RelayTest {
    private static final int PATIENCE_MILLIS = 20_000;

    @Test
    void relay_requestWithABody_arrivesWithItsNewHeadAndIsAnswered() throws IOException {
        try (ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Relay relay = Relay.start(
                        head -> new Relay.Onward(upstream.getLocalPort(), head.with("Req-Num", "7")),
                        answer -> answer.with("Via", "relay"));
                Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            CompletableFuture<String> arrived = CompletableFuture.supplyAsync(() -> serveOnce(upstream));

            OutputStream out = client.getOutputStream();
            out.write("PUT /config/u HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));

            assertThat(arrived)
                    .succeedsWithin(Duration.ofMillis(PATIENCE_MILLIS))
                    .isEqualTo("PUT /config/u HTTP/1.1\r\nContent-Length: 2\r\nReq-Num: 7\r\n\r\n{}");
            assertThat(client.getInputStream().readAllBytes())
                    .asString()
                    .isEqualTo("HTTP/1.1 201 Created\r\nVia: relay\r\n\r\n");
        }
    }

    private static String serveOnce(ServerSocket upstream) {
        try (Socket connection = upstream.accept()) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            InputStream in = connection.getInputStream();
            String head = RequestHead.read(in).map(RequestHead::text).orElse("");
            String body = new String(in.readNBytes(2), StandardCharsets.US_ASCII);
            connection.getOutputStream().write("HTTP/1.1 201 Created\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return head + body;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
