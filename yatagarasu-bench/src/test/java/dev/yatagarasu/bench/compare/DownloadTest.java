package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class DownloadTest {
    @Test
    void of_largeBody_countsItsBytes() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\nX-Cache: HIT\r\n\r\n";

        Download download = from(head + "x".repeat(1_000_000));

        assertThat(download.status()).isEqualTo(200);
        assertThat(download.bytes()).isEqualTo(1_000_000);
        assertThat(download.headers()).containsEntry("x-cache", "HIT");
        assertThat(download.nanos()).isPositive();
    }

    @Test
    void of_bodyThatEndsEarly_fails() {
        assertThatThrownBy(() -> from("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour"))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("4 bytes of 5");
    }

    @Test
    void of_closedWithinTheHead_fails() {
        assertThatThrownBy(() -> from("HTTP/1.1 200 OK\r\n")).isInstanceOf(EOFException.class);
    }

    private static Download from(String answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
            Download download = Download.of(server.getLocalPort(), "/x");
            served.join();
            return download;
        }
    }

    private static void serve(ServerSocket server, String answer) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            byte[] request = new byte[1024];
            assertThat(socket.getInputStream().read(request)).isPositive();
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
