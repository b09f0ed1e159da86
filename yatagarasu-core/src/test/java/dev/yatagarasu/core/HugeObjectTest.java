package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object of a gigabyte, read here and there, with little memory and a disk. */
final class HugeObjectTest {
    private static final long SIZE = 1L << 30;
    private static final int LENGTH = 64 << 10;
    private static final int RANGES = 500;

    @TempDir
    Path directory;

    private final EndlessStorage storage = new EndlessStorage(SIZE);

    @Test
    void get_randomRangesTheSecondTime_areHitsOnly() throws IOException {
        YatagarasuConfig config = YatagarasuConfig.builder()
                .cache(CacheConfig.of(
                        new TierConfig.Memory(16L << 20), new TierConfig.Disk(directory.resolve("cache"), 3L << 30)))
                .bucket(BucketConfig.publicBucket("files", "/", new StorageConfig.Provided(storage))
                        .build())
                .build();
        try (Yatagarasu engine =
                Yatagarasu.builder().config(config).executor(Runnable::run).build()) {
            assertThat(run(engine)).contains("MISS");
            long asked = storage.requests.sum();

            assertThat(run(engine)).containsOnly("HIT");
            assertThat(storage.requests.sum()).isEqualTo(asked);
        }
    }

    private static List<String> run(Yatagarasu engine) throws IOException {
        List<String> outcomes = new ArrayList<>();
        Random random = new Random(64);
        for (int i = 0; i < RANGES; i++) {
            long first = random.nextLong(SIZE - LENGTH);
            Headers range = Headers.of("range", "bytes=" + first + "-" + (first + LENGTH - 1));
            Answer answer = switch (engine.begin(Request.of("GET", "/huge", range))) {
                case Answer fast -> fast;
                case Work work -> work.finish();
            };
            assertThat(answer.status()).isEqualTo(206);
            assertExact(answer.body(), first);
            answer.completed();
            answer.ownHeaders().forEach((name, value) -> {
                if (name.equalsIgnoreCase("x-cache")) {
                    outcomes.add(value);
                }
            });
        }
        return outcomes;
    }

    private static void assertExact(Body body, long first) throws IOException {
        long position = first;
        while (position < first + ((Body.Sized) body).length()) {
            for (ByteBuffer buffer : buffers(body)) {
                while (buffer.hasRemaining()) {
                    byte found = buffer.get();
                    if (found != EndlessStorage.at(position++)) {
                        throw new AssertionError("wrong byte at " + (position - 1));
                    }
                }
            }
        }
        assertThat(position - first).isEqualTo(LENGTH);
    }

    private static List<ByteBuffer> buffers(Body body) throws IOException {
        return switch (body) {
            case Body.Buffers buffers -> buffers.buffers();
            case Body.Pieces pieces -> List.of(pieces.source().next().duplicate());
            case Body.None none -> throw new AssertionError("no body");
            case Body.Stream stream -> throw new AssertionError("past the cache");
            case Body.Unsized unsized -> throw new AssertionError("past the cache");
        };
    }
}
