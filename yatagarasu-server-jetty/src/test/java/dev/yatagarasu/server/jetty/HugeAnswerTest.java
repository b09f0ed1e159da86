package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.testkit.OriginFault;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of two gigabytes and more, up to the largest that S3 took for long: files without content, which take no room. */
class HugeAnswerTest {
    private static final long TWO_GIB = 1L << 31;
    private static final long FIVE_TIB = 5L << 40;

    @TempDir
    Path directory;

    private Yatagarasu engine;
    private YatagarasuServer server;

    @BeforeEach
    void start() throws IOException {
        FilesystemConfig files = new FilesystemConfig(directory.resolve("files").toAbsolutePath());
        assertThat(files.root().toFile().mkdir()).isTrue();
        YatagarasuConfig config = YatagarasuConfig.builder()
                .server(ServerConfig.defaults().withAddress("127.0.0.1", 0))
                .cache(CacheConfig.of(
                        new TierConfig.Memory(16L << 20),
                        new TierConfig.Disk(directory.resolve("cache"), 2 * FIVE_TIB)))
                .bucket(BucketConfig.publicBucket("files", "/files", files)
                        .cache(BucketCacheConfig.builder()
                                .maxObjectSize(2 * FIVE_TIB)
                                .build())
                        .build())
                .bucket(BucketConfig.publicBucket("raw", "/raw", files)
                        .cache(BucketCacheConfig.disabled())
                        .build())
                .build();
        engine = Yatagarasu.builder().config(config).build();
        server = YatagarasuServer.start(engine);
    }

    @AfterEach
    void stop() {
        server.close();
        engine.close();
    }

    private void create(long size) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("files/huge").toFile(), "rw")) {
            file.setLength(size);
        }
    }

    /** The head of the answer; its body, of which the first byte is looked at, is not waited for. */
    private RawAnswer head(String method, String target, String fields) throws IOException {
        try (Raw raw = new Raw(server.port(), Duration.ofSeconds(60))) {
            raw.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
            RawAnswer answer = raw.read(true);
            if (method.equals("GET")) {
                assertThat(raw.readByte()).isGreaterThanOrEqualTo(0);
            }
            return answer;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {TWO_GIB - 1, TWO_GIB, 2 * TWO_GIB, FIVE_TIB})
    void head_twoGibibytesAndMore_saysTheLengthInEveryLane(long size) throws IOException {
        create(size);
        for (String target : new String[] {"/files/huge", "/raw/huge"}) {
            for (int i = 0; i < 4; i++) {
                RawAnswer answer = head("HEAD", target, "");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("content-length")).isEqualTo(Long.toString(size));
            }
        }
        head("GET", "/files/huge", "Range: bytes=0-0\r\n");
        RawAnswer hit = head("HEAD", "/files/huge", "");
        assertThat(hit.header("x-cache")).isEqualTo("HIT");
        assertThat(hit.header("content-length")).isEqualTo(Long.toString(size));
    }

    @ParameterizedTest
    @ValueSource(longs = {TWO_GIB - 1, TWO_GIB, 2 * TWO_GIB, FIVE_TIB})
    void get_twoGibibytesAndMore_beginsInEveryLane(long size) throws IOException {
        create(size);
        for (String target : new String[] {"/files/huge", "/raw/huge"}) {
            for (int i = 0; i < 4; i++) {
                RawAnswer answer = head("GET", target, "");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("content-length")).isEqualTo(Long.toString(size));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {TWO_GIB - 1, TWO_GIB, FIVE_TIB - 10})
    void get_rangeOfTwoGibibytesAndMore_saysItsLengthAndItsPlace(long length) throws IOException {
        create(FIVE_TIB);
        for (String target : new String[] {"/files/huge", "/raw/huge"}) {
            for (int i = 0; i < 3; i++) {
                RawAnswer answer = head("GET", target, "Range: bytes=5-" + (length + 4) + "\r\n");
                assertThat(answer.status()).isEqualTo(206);
                assertThat(answer.header("content-length")).isEqualTo(Long.toString(length));
                assertThat(answer.header("content-range")).isEqualTo("bytes 5-" + (length + 4) + "/" + FIVE_TIB);
            }
        }
    }

    @Test
    void get_lastBytes_areThere() throws IOException {
        create(FIVE_TIB);
        for (String target : new String[] {"/files/huge", "/raw/huge"}) {
            for (int i = 0; i < 3; i++) {
                try (Raw raw = new Raw(server.port(), Duration.ofSeconds(60))) {
                    raw.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nRange: bytes=-3\r\n\r\n");
                    RawAnswer answer = raw.read(false);
                    assertThat(answer.status()).isEqualTo(206);
                    assertThat(answer.body()).containsExactly(0, 0, 0);
                }
            }
        }
    }

    @Test
    void get_severalRangesOfTwoGibibytes_saysTheLengthOfAllOfIt() throws IOException {
        create(FIVE_TIB);
        for (String target : new String[] {"/files/huge", "/raw/huge"}) {
            for (int i = 0; i < 2; i++) {
                RawAnswer answer = head("GET", target, "Range: bytes=0-2147483647,4294967296-6442450943\r\n");
                assertThat(answer.status()).isEqualTo(206);
                assertThat(answer.header("content-type")).startsWith("multipart/byteranges");
                assertThat(Long.parseLong(answer.header("content-length"))).isBetween(2 * TWO_GIB, 2 * TWO_GIB + 1000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {TWO_GIB, FIVE_TIB})
    void head_hugeObjectOfS3_saysTheLength(long size) throws Exception {
        try (Served served = Served.start()) {
            for (String target : new String[] {"/files/huge", "/raw/huge"}) {
                served.origin.next(OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: " + size
                        + "\r\nContent-Type: text/plain\r\n\r\n"));
                RawAnswer answer = served.ask("HEAD " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("content-length")).isEqualTo(Long.toString(size));
            }
            assertThat(served.yatagarasu.drain(Duration.ofSeconds(20))).isTrue();
        }
    }
}
