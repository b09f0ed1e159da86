package dev.yatagarasu.server.jetty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.server.jetty.FilesYaml;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hundred clients want the same large object at once, which a server with little memory does not have yet. */
@Timeout(600)
class CrowdIT {
    private static final int CLIENTS = 100;
    /** More than the server's memory layer; in the long form, {@code -Psoak}, more than its whole heap. */
    private static final boolean LONG = Boolean.getBoolean("soak");

    private static final int SIZE = LONG ? 200 << 20 : 40 << 20;

    /**
     * One; a few where a busy machine lets the disk stand still for seconds, or the first client run ahead of the disk before
     * any other is there to wait for.
     */
    private static final int MOST_REQUESTS = CLIENTS / 10;

    @TempDir
    Path directory;

    @Test
    void get_aHundredClientsOneLargeColdObject_isOneTransferInBoundedMemory() throws Exception {
        byte[] content = new byte[SIZE];
        new Random(200).nextBytes(content);
        try (VerifyingOrigin origin = VerifyingOrigin.start();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            origin.put("data", "large", OriginObject.of(content, "application/octet-stream"));
            Map<String, String> little = Map.of("JAVA_OPTS", "-Xmx128m -XX:+ExitOnOutOfMemoryError");
            try (Program program = Program.serve(Program.HOME, little, config(origin))) {
                CountDownLatch all = new CountDownLatch(CLIENTS);
                List<Future<Void>> downloads = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    downloads.add(clients.submit(() -> download(program, all, content)));
                }
                for (Future<Void> download : downloads) {
                    download.get();
                }
            }
            assertThat(origin.requests().stream()
                            .filter(request -> request.target().endsWith("large"))
                            .toList())
                    .hasSizeBetween(1, MOST_REQUESTS);
        }
    }

    private static Void download(Program program, CountDownLatch all, byte[] content) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), program.uri("/").getPort())) {
            all.countDown();
            all.await();
            socket.getOutputStream()
                    .write("GET /files/large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(head(in)).startsWith("HTTP/1.1 200 ");
            byte[] part = new byte[64 << 10];
            for (int at = 0; at < content.length; at += part.length) {
                int length = Math.min(part.length, content.length - at);
                assertThat(in.readNBytes(part, 0, length)).isEqualTo(length);
                assertThat(Arrays.equals(part, 0, length, content, at, at + length))
                        .as("exact from %d on", at)
                        .isTrue();
            }
            assertThat(in.read()).isEqualTo(-1);
        }
        return null;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private Path config(VerifyingOrigin origin) throws IOException {
        return Files.writeString(
                directory.resolve("config.yaml"), FilesYaml.before(origin) + """
                cache:
                  layers: [memory, disk]
                  memory: { max_size: 16MB }
                  disk: { directory: %s, max_size: 1GB }
                """.formatted(directory.resolve("cache")));
    }
}
