package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.report.CacheStatistics;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** Two engines with memory and disk of their own and one Redis, as configuration makes them. */
class SharedCacheTest {
    private final VerifyingOrigin origin = VerifyingOrigin.start();
    private RedisServer redis;
    private Yatagarasu one;
    private Yatagarasu two;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        redis = LocalRedis.start();
        int port = LocalRedis.portOf(redis);
        one = engine("one", port);
        two = engine("two", port);
        await(() -> one.cache().invalidation().orElseThrow().up()
                && two.cache().invalidation().orElseThrow().up());
        put("version 1");
    }

    /** A server that is there and speaks something else. */
    private int noRedisHere() {
        return origin.port();
    }

    private Yatagarasu engine(String name, int redisPort) {
        return Yatagarasu.builder()
                .config(YatagarasuConfig.parse(
                        FilesYaml.before(origin) + """
                        cache:
                          layers: [memory, disk, redis]
                          memory: { max_size: 16MB }
                          disk: { directory: %s, max_size: 1GB }
                          redis: { url: "redis://127.0.0.1:%d" }
                        """.formatted(directory.resolve(name), redisPort)))
                .build();
    }

    private void put(String text) {
        origin.put("data", "a.txt", OriginObject.of(text.getBytes(StandardCharsets.UTF_8), "text/plain"));
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        two.close();
        redis.stop();
        origin.close();
    }

    private static String read(Yatagarasu engine) throws IOException {
        try (StoredObject object = engine.get("files", "a.txt").orElseThrow()) {
            return new String(object.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private long objectRequests() {
        return origin.requests().stream()
                .filter(request -> request.target().endsWith("a.txt"))
                .count();
    }

    @Test
    void get_onTheOtherInstance_comesFromRedis() throws IOException {
        assertThat(read(one)).isEqualTo("version 1");
        await(() -> tier(one, "redis").queuedBytes() == 0);

        assertThat(read(two)).isEqualTo("version 1");

        assertThat(tier(two, "redis").hits()).isEqualTo(1);
        assertThat(objectRequests()).isEqualTo(1);
    }

    private static CacheStatistics.Tier tier(Yatagarasu engine, String name) {
        return engine.cache().statistics().tiers().stream()
                .filter(tier -> tier.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void purge_onOneInstance_isInForceOnTheOther() throws IOException {
        read(one);
        await(() -> tier(one, "redis").queuedBytes() == 0);
        read(two);
        put("version 2");
        assertThat(read(two)).isEqualTo("version 1");

        assertThat(one.cache().purge(Purge.key("files", "a.txt"))).isEqualTo(1);

        await(() -> two.cache().invalidation().orElseThrow().received() == 1);
        assertThat(read(two)).isEqualTo("version 2");
        assertThat(read(one)).isEqualTo("version 2");
    }

    @Test
    void purge_overHttp_isInForceOnTheOtherAndSaysSoIfItCannotBe() throws IOException {
        try (YatagarasuServer first = YatagarasuServer.start(one);
                YatagarasuServer second = YatagarasuServer.start(two)) {
            AdminCalls admin = new AdminCalls(first.adminPort().orElseThrow());
            read(one);
            await(() -> tier(one, "redis").queuedBytes() == 0);
            read(two);
            put("version 2");

            assertThat(admin.purge("{\"bucket\":\"files\",\"prefix\":\"a\"}").text())
                    .isEqualTo("{\"purged\":1}\n");

            await(() -> two.cache().invalidation().orElseThrow().received() == 1);
            assertThat(read(two)).isEqualTo("version 2");
            assertThat(new AdminCalls(second.adminPort().orElseThrow())
                            .get("/admin/cache")
                            .text())
                    .contains("\"invalidation\":{\"up\":true,\"sent\":0,\"unsent\":0,\"received\":1,\"missed\":0}");
            assertThat(admin.get("/admin/cache/entry?bucket=files&key=a.txt").text())
                    .containsSubsequence("\"memory\"", "\"disk\"", "\"redis\",\"up\":true,\"present\":true");

            read(one);
            redis.stop();
            RawAnswer alone = admin.purge("{\"bucket\":\"files\",\"key\":\"a.txt\"}");
            assertThat(alone.status()).isEqualTo(503);
            assertThat(alone.header("retry-after")).isNotEmpty();
            assertThat(alone.text())
                    .contains("\"error\":\"purged_here_only\"")
                    .contains("\"purged\":1")
                    .doesNotContain("127.0.0.1");
            assertThat(tier(one, "memory").holds().entries()).isZero();
            assertThat(admin.get("/admin/cache/entry?bucket=files&key=a.txt").text())
                    .contains("\"tier\":\"redis\",\"up\":false,\"present\":false");
        }
    }

    @Test
    void purge_theDiskIsAway_isNotDoneUntilItIsBack() throws IOException {
        String purge = "{\"bucket\":\"files\",\"prefix\":\"a\"}";
        try (YatagarasuServer server = YatagarasuServer.start(one)) {
            AdminCalls admin = new AdminCalls(server.adminPort().orElseThrow());
            read(one);
            await(() -> tier(one, "disk").queuedBytes() == 0);
            Files.move(directory.resolve("one"), directory.resolve("elsewhere"));

            RawAnswer refused = admin.purge(purge);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isNotEmpty();
            assertThat(refused.text())
                    .contains("\"error\":\"purged_in_part\"", "\"purged\":1", "\"tiers\":[\"disk\"]")
                    .doesNotContain(directory.toString());

            Files.move(directory.resolve("elsewhere"), directory.resolve("one"));
            assertThat(admin.purge(purge).status()).isEqualTo(200);
            assertThat(tier(one, "disk").up()).isTrue();
            assertThat(tier(one, "disk").holds().entries()).isZero();
        }
    }

    @Test
    void purge_heardWhileTheDiskIsAway_isHeardAgainByTheNextProcess() throws IOException {
        read(two);
        await(() -> tier(two, "disk").queuedBytes() == 0);
        Files.move(directory.resolve("two"), directory.resolve("elsewhere"));
        put("version 2");
        one.cache().purge(Purge.key("files", "a.txt"));
        await(() -> two.cache().invalidation().orElseThrow().received() == 1);
        two.close();
        Files.move(directory.resolve("elsewhere"), directory.resolve("two"));

        two = engine("two", LocalRedis.portOf(redis));

        await(() -> two.cache().invalidation().orElseThrow().received() == 1);
        assertThat(read(two)).isEqualTo("version 2");
    }

    @Test
    void get_afterARestart_comesFromDisk() throws IOException {
        read(one);
        await(() -> tier(one, "disk").queuedBytes() == 0 && tier(one, "redis").queuedBytes() == 0);
        one.close();
        one = engine("one", noRedisHere());

        assertThat(read(one)).isEqualTo("version 1");

        assertThat(tier(one, "disk").hits()).isEqualTo(1);
        assertThat(objectRequests()).isEqualTo(1);
    }
}
