package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.embedded.RedisServer;

/** Engines that share a Redis, under many readers, while an object changes and is purged through one after the other. */
@Timeout(120)
class ManyEnginesTest {
    private static final int ENGINES = 3;
    private static final int READERS_OF_EACH = 3;
    private static final int CHANGES = 400;

    private final VerifyingOrigin origin = VerifyingOrigin.start();
    private final List<Yatagarasu> engines = new ArrayList<>();
    /** For each engine, the version below which nothing may be read from it any more. */
    private final AtomicIntegerArray purged = new AtomicIntegerArray(ENGINES);

    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean over;
    private RedisServer redis;

    @BeforeEach
    void start() throws Exception {
        redis = LocalRedis.start();
        int port = LocalRedis.portOf(redis);
        put(0);
        for (int number = 0; number < ENGINES; number++) {
            engines.add(Yatagarasu.builder()
                    .config(YatagarasuConfig.parse(config(port)))
                    .build());
        }
        for (Yatagarasu engine : engines) {
            awaitBus(engine);
        }
    }

    @AfterEach
    void stop() throws IOException {
        engines.forEach(Yatagarasu::close);
        redis.stop();
        origin.close();
    }

    private String config(int redisPort) {
        return FilesYaml.before(origin) + """
                cache:
                  layers: [memory, redis]
                  memory: { max_size: 4MB }
                  redis: { url: "redis://127.0.0.1:%d" }
                """.formatted(redisPort);
    }

    private static void awaitBus(Yatagarasu engine) throws InterruptedException {
        while (!engine.cache().invalidation().orElseThrow().up()) {
            Thread.sleep(1);
        }
    }

    private void put(int version) {
        String text = Integer.toString(version);
        origin.put("data", "a.txt", OriginObject.of(text.getBytes(StandardCharsets.UTF_8), "text/plain"));
    }

    private int read(int engine) throws IOException {
        try (StoredObject object = engines.get(engine).get("files", "a.txt").orElseThrow()) {
            return Integer.parseInt(new String(object.body().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Void readOn(int engine) throws IOException {
        while (!over) {
            int least = purged.get(engine);
            assertThat(read(engine))
                    .as("version read from the engine through which %d was purged", least)
                    .isGreaterThanOrEqualTo(least);
            reads.incrementAndGet();
        }
        return null;
    }

    private void awaitReads(int least) throws InterruptedException {
        while (reads.get() < least) {
            Thread.sleep(1);
        }
    }

    @Test
    void purges_throughOneAfterTheOther_areFinalWhereTheyAreDoneAndSoonEverywhere() throws Exception {
        // Virtual threads that only ever find things in memory would never make room for others.
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Void>> readers = new ArrayList<>();
            for (int reader = 0; reader < ENGINES * READERS_OF_EACH; reader++) {
                int engine = reader % ENGINES;
                readers.add(threads.submit(() -> readOn(engine)));
            }
            for (int version = 1; version <= CHANGES; version++) {
                int engine = version % ENGINES;
                put(version);
                engines.get(engine).cache().purge(Purge.key("files", "a.txt"));
                purged.set(engine, version);
                awaitReads(reads.get() + ENGINES);
            }
            over = true;
            for (Future<Void> reader : readers) {
                reader.get(60, TimeUnit.SECONDS);
            }
        }
        for (int engine = 0; engine < ENGINES; engine++) {
            while (read(engine) != CHANGES) {
                Thread.sleep(10);
            }
        }
    }
}
