package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.embedded.RedisServer;

/** Decisions are forgotten over the admin port, on every instance that shares a Redis. */
class DecisionPurgeTest {
    private static final Principal ADA = Principal.of("ada");

    @TempDir
    private Path root;

    private RedisServer redis;
    private Instance one;
    private Instance two;

    /** An engine with its server, and how often its policy was asked. */
    private static final class Instance {
        private final AtomicInteger asked = new AtomicInteger();
        private final Yatagarasu engine;
        private final YatagarasuServer server;

        Instance(Path root, int redisPort) throws IOException {
            Authorizer policy = new Authorizer() {
                @Override
                public Decision authorize(AccessRequest request) {
                    asked.incrementAndGet();
                    return new Decision.Allow();
                }

                @Override
                public void close() {}
            };
            engine = Yatagarasu.builder()
                    .config(YatagarasuConfig.builder()
                            .server(ServerConfig.defaults().withAddress("127.0.0.1", 0))
                            .admin(new AdminConfig("127.0.0.1", 0))
                            .bucket(BucketConfig.protectedBucket(
                                            "files",
                                            "/files",
                                            new FilesystemConfig(root),
                                            AuthConfig.builder()
                                                    .authorizer(policy)
                                                    .build())
                                    .build())
                            .cache(new CacheConfig(
                                    true,
                                    List.of(
                                            new TierConfig.Memory(16 << 20),
                                            new TierConfig.Plugin(
                                                    "redis",
                                                    ConfigNode.of(Map.of("url", "redis://127.0.0.1:" + redisPort))))))
                            .build())
                    .build();
            server = YatagarasuServer.start(engine);
        }

        /** Reads as somebody, and returns how often the policy has been asked by then. */
        int read() {
            engine.get("files", "a.txt", ADA).ifPresent(StoredObject::close);
            return asked.get();
        }

        RawAnswer purge(String json) throws IOException {
            return new AdminCalls(server.adminPort().orElseThrow()).post("/admin/decisions/purge", json);
        }

        boolean hears() {
            return engine.cache().invalidation().orElseThrow().up();
        }

        void stop() {
            server.close();
            engine.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        Files.writeString(root.resolve("a.txt"), "content");
        redis = LocalRedis.start();
        int port = LocalRedis.portOf(redis);
        one = new Instance(root, port);
        two = new Instance(root, port);
        await(() -> one.hears() && two.hears());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() throws IOException {
        one.stop();
        two.stop();
        redis.stop();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"all\":true}",
                "{\"bucket\":\"files\"}",
                "{\"principal\":\"ada\"}",
                "{\"bucket\":\"files\",\"principal\":\"ada\"}"
            })
    void purge_onOneInstance_hasThePolicyAskedAgainOnBoth(String json) throws Exception {
        assertThat(List.of(one.read(), one.read(), two.read(), two.read())).containsExactly(1, 1, 1, 1);

        RawAnswer answer = one.purge(json);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"purged\":1");
        assertThat(one.read()).isEqualTo(2);
        await(() -> two.engine.decisions().remembered("files") == 0);
        assertThat(two.read()).isEqualTo(2);
    }

    @Test
    void purge_ofSomebodyElse_forgetsNothing() throws Exception {
        one.read();

        assertThat(one.purge("{\"principal\":\"bob\"}").text()).contains("\"purged\":0");
        assertThat(one.read()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{} | 400",
                "{\"all\":false} | 400",
                "{\"all\":true,\"bucket\":\"files\"} | 400",
                "{\"bucket\":\"\"} | 400",
                "{\"principal\":\"\"} | 400",
                "{\"user\":\"ada\"} | 400",
                "[] | 400",
                "{\"bucket\":\"flies\"} | 404"
            })
    void purge_thatIsNotUnderstood_isRefusedWithTheReason(String json, int status) throws Exception {
        one.read();

        RawAnswer answer = one.purge(json);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("\"message\":");
        assertThat(one.read()).isEqualTo(1);
    }

    @Test
    void purge_whileOthersCannotBeTold_saysSo() throws Exception {
        one.read();
        redis.stop();

        RawAnswer answer = one.purge("{\"all\":true}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("\"error\":\"purged_here_only\"", "\"purged\":1");
        assertThat(one.read()).isEqualTo(2);
    }
}
