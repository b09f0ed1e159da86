package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jetty's selector waited for a write that only the selector could have ended: the server never stopped. */
class StopWhileWritingTest {
    private static final long HUGE = 1L << 40;
    private static final int ROUNDS = Boolean.getBoolean("soak") ? 5_000 : 300;
    private static final int CLIENTS = 4;

    @TempDir
    Path directory;

    @Test
    void close_clientsThatReadAndThatDoNot_ends() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("huge").toFile(), "rw")) {
            file.setLength(HUGE);
        }
        YatagarasuConfig config = YatagarasuConfig.builder()
                .server(ServerConfig.defaults().withAddress("127.0.0.1", 0))
                .bucket(BucketConfig.publicBucket("raw", "/raw", new FilesystemConfig(directory))
                        .cache(BucketCacheConfig.disabled())
                        .build())
                .build();
        for (int round = 0; round < ROUNDS; round++) {
            stopWhileWriting(config);
        }
    }

    private static void stopWhileWriting(YatagarasuConfig config) throws Exception {
        List<Raw> clients = new ArrayList<>();
        try (Yatagarasu engine = Yatagarasu.builder().config(config).build()) {
            YatagarasuServer server = YatagarasuServer.start(engine);
            for (int i = 0; i < CLIENTS; i++) {
                Raw client = new Raw(server.port(), Duration.ofSeconds(60));
                client.send("GET /raw/huge HTTP/1.1\r\nHost: x\r\n\r\n");
                client.read(true);
                if (i % 2 == 0) {
                    client.close();
                } else {
                    clients.add(client);
                }
            }
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            assertThatCode(() -> closed.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
        } finally {
            for (Raw client : clients) {
                client.close();
            }
        }
    }
}
