package dev.yatagarasu.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.testkit.CacheSamples;
import dev.yatagarasu.testkit.LoopbackCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.params.ClientKillParams;

class RedisFailureTest {
    private static final ObjectKey KEY = ObjectKey.of("files", "2026/report.pdf");
    private static final String PASSWORD = "correct-horse-battery";
    private static final CachedHead.Found HEAD = CacheSamples.withContent(
            KEY, CacheSamples.head(KEY, "\"v\"", 50_000, CacheSamples.lifetime(1_700_000_000_000L)));
    private static final CachedHead.Found LARGE =
            CacheSamples.head(KEY, "\"v\"", CacheSamples.threeBlocks(), CacheSamples.lifetime(1_700_000_000_000L));

    @TempDir
    private Path directory;

    private static CacheTier tier(RedisProcess server, Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.putIfAbsent("url", server.url());
        settings.putIfAbsent("timeout", "300ms");
        return new RedisTierFactory().create(ConfigNode.of(settings), Contexts.context());
    }

    private static void assertWorks(CacheTier tier) {
        tier.putHead(KEY, HEAD);
        assertThat(tier.head(KEY)).contains(HEAD);
    }

    @Test
    @Timeout(10)
    void reason_failuresThatAreBehindEachOther_isToldAndEnds() {
        IOException refused = new IOException("refused");
        JedisConnectionException failure = new JedisConnectionException("no connection", refused);
        refused.addSuppressed(failure);

        assertThat(RedisLink.reason(failure)).isEqualTo("no connection (refused)");
        assertThat(RedisLink.reason(new JedisConnectionException("alone"))).isEqualTo("alone");
    }

    @Test
    void password_rightAndWrong_isCheckedAndNeverShown() {
        try (RedisProcess server = RedisProcess.start(directory, "--requirepass", PASSWORD);
                CacheTier right = tier(server, Map.of("password", PASSWORD));
                CacheTier inUrl = tier(
                        server, Map.of("url", "redis://:" + PASSWORD + "@" + RedisProcess.HOST + ":" + server.port()));
                CacheTier wrong = tier(server, Map.of("password", "not-" + PASSWORD));
                CacheTier none = tier(server, Map.of())) {
            assertWorks(right);
            assertWorks(inUrl);
            assertThatThrownBy(() -> wrong.head(KEY))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("WRONGPASS")
                    .satisfies(e -> assertThat(trace(e)).doesNotContain(PASSWORD));
            assertThatThrownBy(() -> none.head(KEY)).hasMessageContaining("NOAUTH");
        }
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aclUser_withWhatTheTierNeeds_isEnough() {
        try (RedisProcess server = RedisProcess.start(directory);
                Jedis redis = server.jedis()) {
            redis.aclSetUser(
                    "proxy",
                    "on",
                    ">" + PASSWORD,
                    "~yatagarasu:*",
                    "resetchannels",
                    "-@all",
                    "+@read",
                    "+@write",
                    "+eval",
                    "+select",
                    "-@dangerous");
            try (CacheTier tier = tier(server, Map.of("username", "proxy", "password", PASSWORD, "database", 2))) {
                assertWorks(tier);
                tier.putBlock(new BlockKey(KEY, "\"v\"", 2), LARGE, CacheSamples.block(KEY, LARGE, 2));
                assertThat(tier.firstPresent(new BlockKey(KEY, "\"v\"", 0), 2)).isEqualTo(2);
                assertThat(tier.purge(Purge.bucket("files").softly())).isOne();
                assertThat(tier.purge(Purge.bucket("files"))).isOne();
                tier.putHead(KEY, HEAD);
                redis.select(2);
                assertThat(redis.dbSize()).isOne();
            }
        }
    }

    @Test
    void tls_rediss_reallyEncryptsAndChecksTheServer() throws Exception {
        LoopbackCertificate loopback = LoopbackCertificate.make(directory);
        Path certificate = loopback.writePem(directory.resolve("certificate.pem"));
        Path key = loopback.writeKeyPem(directory.resolve("key.pem"));
        int port = RedisProcess.freePort();
        String[] options = {
            "--bind",
            "127.0.0.1",
            "127.0.0.2",
            "--tls-port",
            String.valueOf(port),
            "--tls-cert-file",
            certificate.toString(),
            "--tls-key-file",
            key.toString(),
            "--tls-ca-cert-file",
            certificate.toString(),
            "--tls-auth-clients",
            "no"
        };
        Map<String, ?> trusting = Map.of("ca_certificate", certificate);
        Map<String, ?> anyName = Map.of("ca_certificate", certificate, "verify", "ca");
        String name = "rediss://127.0.0.1:" + port;
        try (RedisProcess server = RedisProcess.start(directory, options);
                CacheTier right = tier(server, Map.of("url", name, "tls", trusting, "timeout", "5s"));
                CacheTier distrusting = tier(server, Map.of("url", name, "timeout", "5s"));
                CacheTier plain = tier(server, Map.of("url", "redis://127.0.0.1:" + port, "timeout", "1s"))) {
            assertWorks(right);
            assertThatThrownBy(() -> distrusting.head(KEY))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("certif");
            assertThatThrownBy(() -> plain.head(KEY)).isInstanceOf(YatagarasuException.class);
            assertNames(server, port, trusting, anyName);
        }
    }

    private static void assertNames(RedisProcess server, int port, Map<String, ?> full, Map<String, ?> ca) {
        String other = "rediss://127.0.0.2:" + port;
        try (CacheTier strict = tier(server, Map.of("url", other, "tls", full, "timeout", "5s"));
                CacheTier lenient = tier(server, Map.of("url", other, "tls", ca, "timeout", "5s"))) {
            assertThatThrownBy(() -> strict.head(KEY)).hasMessageContaining("127.0.0.2");
            assertWorks(lenient);
        }
    }

    @Test
    void fullRedis_thatEvicts_goesOnWithMisses() {
        try (RedisProcess server =
                        RedisProcess.start(directory, "--maxmemory", "6mb", "--maxmemory-policy", "allkeys-lru");
                CacheTier tier = tier(server, Map.of("timeout", "5s"))) {
            int kept = 0;
            for (int i = 0; i < 200; i++) {
                tier.putHead(ObjectKey.of("files", "object-" + i), HEAD);
            }
            for (int i = 0; i < 200; i++) {
                kept += tier.head(ObjectKey.of("files", "object-" + i)).isPresent() ? 1 : 0;
            }
            assertThat(kept).isBetween(1, 199);
            assertThat(tier.purge(Purge.bucket("files"))).isBetween(1L, (long) kept);
            assertThat(tier.purge(Purge.bucket("files"))).isZero();
        }
    }

    @Test
    void fullRedis_thatRefuses_failsToPutAndStillReads() {
        try (RedisProcess server =
                        RedisProcess.start(directory, "--maxmemory", "4mb", "--maxmemory-policy", "noeviction");
                CacheTier tier = tier(server, Map.of("timeout", "5s"))) {
            assertWorks(tier);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            tier.putHead(ObjectKey.of("files", "object-" + i), HEAD);
                        }
                    })
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("OOM");
            assertThatThrownBy(() ->
                            tier.putBlock(new BlockKey(KEY, "\"v\"", 0), LARGE, CacheSamples.block(KEY, LARGE, 0)))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("OOM");
            assertThat(tier.head(KEY)).contains(HEAD);
            assertThat(tier.purge(Purge.bucket("files"))).isPositive();
            assertWorks(tier);
        }
    }

    @Test
    void readOnlyReplica_failsToPutAndStillReads() {
        try (RedisProcess master = RedisProcess.start(directory);
                RedisProcess replica =
                        RedisProcess.start(directory, "--replicaof", RedisProcess.HOST, String.valueOf(master.port()));
                CacheTier writing = tier(master, Map.of("timeout", "5s"));
                CacheTier reading = tier(replica, Map.of("timeout", "5s"))) {
            assertWorks(writing);
            Eventually.holds("replicated", () -> reading.head(KEY).isPresent());
            assertThat(reading.head(KEY)).contains(HEAD);
            assertThatThrownBy(() -> reading.putHead(KEY, HEAD))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("replica");
        }
    }

    @Test
    void awayAtStart_thenThere_works() {
        RedisProcess server = RedisProcess.start(directory);
        server.kill();
        try (server;
                CacheTier tier = tier(server, Map.of("timeout", "5s"))) {
            assertThatThrownBy(() -> tier.head(KEY))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining(RedisProcess.HOST + ":" + server.port());
            assertThatThrownBy(() -> tier.putHead(KEY, HEAD)).isInstanceOf(YatagarasuException.class);
            assertThatThrownBy(() -> tier.purge(Purge.bucket("files"))).isInstanceOf(YatagarasuException.class);
            assertThat(tier.statistics().entries()).isEqualTo(TierStatistics.UNKNOWN);
            server.restart();
            assertWorks(tier);
        }
    }

    @Test
    void pausedServer_costsBoundedTimeAndHeals() {
        try (RedisProcess server = RedisProcess.start(directory);
                CacheTier tier = tier(server, Map.of())) {
            assertWorks(tier);
            server.pause();
            try {
                long start = System.nanoTime();
                assertThatThrownBy(() -> tier.head(KEY)).isInstanceOf(YatagarasuException.class);
                assertThatThrownBy(() -> tier.purge(Purge.bucket("files"))).isInstanceOf(YatagarasuException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            } finally {
                server.resume();
            }
            Eventually.holds("it works again", () -> tier.head(KEY).isPresent());
        }
    }

    /** A purge asked in vain for the cause of such a failure for ever: its causes led in a circle. */
    @Test
    void severedConnection_isNoticedByAPurgeThatEnds() {
        try (RedisProcess server = RedisProcess.start(directory);
                CacheTier tier = tier(server, Map.of())) {
            assertWorks(tier);
            try (Jedis redis = server.jedis()) {
                redis.clientKill(ClientKillParams.clientKillParams().skipMe(ClientKillParams.SkipMe.YES));
            }
            assertTimeoutPreemptively(
                    Duration.ofSeconds(15),
                    () -> assertThatThrownBy(() -> tier.purge(Purge.key("files", KEY.key())))
                            .isInstanceOf(YatagarasuException.class));
            assertThat(tier.purge(Purge.key("files", KEY.key()))).isEqualTo(1);
        }
    }

    @Test
    void killedAndRestarted_midLoad_failsAndComesBackAndIsNeverWrong() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger hits = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        try (RedisProcess server = RedisProcess.start(directory);
                CacheTier tier = tier(server, Map.of("timeout", "2s"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ObjectKey key = ObjectKey.of("files", "object-" + i);
                CachedHead.Found head = CacheSamples.withContent(
                        key, CacheSamples.head(key, "\"v\"", 50_000, CacheSamples.lifetime(1_700_000_000_000L)));
                ends.add(threads.submit(() -> {
                    while (!enough.get()) {
                        try {
                            tier.putHead(key, head);
                            tier.head(key).ifPresent(found -> {
                                assertThat(found).isEqualTo(head);
                                hits.incrementAndGet();
                            });
                        } catch (YatagarasuException e) {
                            failures.incrementAndGet();
                        }
                    }
                }));
            }
            for (int round = 0; round < 3; round++) {
                int before = hits.get();
                Eventually.holds("hits", () -> hits.get() > before + 50);
                int failed = failures.get();
                server.kill();
                Eventually.holds("failures", () -> failures.get() > failed);
                server.restart();
            }
            int before = hits.get();
            Eventually.holds("hits again", () -> hits.get() > before + 50);
            enough.set(true);
            for (Future<?> end : ends) {
                end.get(30, TimeUnit.SECONDS);
            }
        }
    }
}
