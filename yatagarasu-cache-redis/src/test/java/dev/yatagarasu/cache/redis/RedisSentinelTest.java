package dev.yatagarasu.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.testkit.CacheSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class RedisSentinelTest {
    private static final ObjectKey KEY = ObjectKey.of("files", "2026/report.pdf");
    private static final CachedHead HEAD = new CachedHead.Missing(CacheSamples.lifetime(1_700_000_000_000L));

    @TempDir
    private Path directory;

    private final List<RedisProcess> sentinels = new ArrayList<>();
    private final HeardPurges heard = new HeardPurges();
    private RedisProcess master;
    private RedisProcess replica;

    @BeforeEach
    void start() throws IOException {
        master = RedisProcess.start(directory);
        replica = RedisProcess.start(directory, "--replicaof", RedisProcess.HOST, String.valueOf(master.port()));
        for (int i = 0; i < 3; i++) {
            int port = RedisProcess.freePort();
            Path file = Files.writeString(
                    directory.resolve("sentinel-" + i + ".conf"), """
                    port %d
                    bind 127.0.0.1
                    dir %s
                    sentinel monitor files 127.0.0.1 %d 2
                    sentinel down-after-milliseconds files 500
                    sentinel failover-timeout files 3000
                    """.formatted(port, directory, master.port()));
            sentinels.add(RedisProcess.sentinel(port, file));
        }
    }

    @AfterEach
    void stop() {
        sentinels.forEach(RedisProcess::close);
        replica.close();
        master.close();
    }

    private ConfigNode settings(String name) {
        List<String> nodes = sentinels.stream()
                .map(sentinel -> RedisProcess.HOST + ":" + sentinel.port())
                .toList();
        return ConfigNode.of(Map.of("sentinel", Map.of("master", name, "nodes", nodes), "timeout", "1s"));
    }

    @Test
    void masterNobodyWatches_isTold() {
        try (CacheTier tier = new RedisTierFactory().create(settings("other"), Contexts.context())) {
            assertThatThrownBy(() -> tier.head(KEY))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("none of them watches it");
        }
    }

    @Test
    void failover_tierAndBus_goOnWithTheNewMaster() {
        awaitThatAllKnowEachOther();
        try (CacheTier tier = new RedisTierFactory().create(settings("files"), Contexts.context());
                InvalidationBus bus = new RedisBusFactory().create(settings("files"), Contexts.context());
                InvalidationBus publisher = new RedisBusFactory().create(settings("files"), Contexts.context())) {
            tier.putHead(KEY, HEAD);
            bus.subscribe(Optional.empty(), heard);
            Eventually.holds("up", bus::isUp);
            publisher.publish(Purge.bucket("before"));
            assertThat(heard.next()).isEqualTo(Purge.bucket("before").toString());

            sentinels.getFirst().kill();
            master.kill();

            Eventually.holds("the tier writes again", () -> {
                tier.putHead(KEY, HEAD);
                return tier.head(KEY).isPresent();
            });
            Eventually.holds("published", () -> {
                publisher.publish(Purge.bucket("after"));
                return true;
            });
            String next = heard.next();
            while (!next.equals(Purge.bucket("after").toString())) {
                next = heard.next();
            }
        }
    }

    /** A failover needs that the sentinels have found the replica and one another. */
    private void awaitThatAllKnowEachOther() {
        for (RedisProcess sentinel : sentinels) {
            try (Jedis redis = sentinel.jedis()) {
                Eventually.holds("the sentinels know all", () -> {
                    Map<String, String> known = redis.sentinelMaster("files");
                    return "1".equals(known.get("num-slaves"))
                            && "2".equals(known.get("num-other-sentinels"))
                            && redis.sentinelReplicas("files").stream()
                                    .allMatch(it -> "ok".equals(it.get("master-link-status")));
                });
            }
        }
    }
}
