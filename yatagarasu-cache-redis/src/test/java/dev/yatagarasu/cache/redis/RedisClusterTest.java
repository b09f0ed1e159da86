package dev.yatagarasu.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

class RedisClusterTest {
    private static final int SLOTS = 16_384;
    private static final List<RedisProcess> NODES = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        for (int i = 0; i < 3; i++) {
            NODES.add(RedisProcess.start(
                    Files.createDirectory(directory.resolve("node-" + i)),
                    "--cluster-enabled",
                    "yes",
                    "--cluster-node-timeout",
                    "2000",
                    "--cluster-port",
                    String.valueOf(RedisProcess.freePort())));
        }
        for (int i = 0; i < 3; i++) {
            try (Jedis redis = NODES.get(i).jedis()) {
                redis.clusterAddSlotsRange(SLOTS * i / 3, SLOTS * (i + 1) / 3 - 1);
            }
        }
        try (Jedis redis = NODES.getFirst().jedis()) {
            for (RedisProcess other : NODES.subList(1, 3)) {
                redis.sendCommand(
                        Protocol.Command.CLUSTER,
                        "MEET",
                        RedisProcess.HOST,
                        String.valueOf(other.port()),
                        clusterPort(other));
            }
        }
        for (RedisProcess node : NODES) {
            try (Jedis redis = node.jedis()) {
                Eventually.holds(
                        "the cluster is whole",
                        () -> redis.clusterInfo().contains("cluster_state:ok")
                                && redis.clusterInfo().contains("cluster_known_nodes:3"));
            }
        }
    }

    private static String clusterPort(RedisProcess node) {
        try (Jedis redis = node.jedis()) {
            return redis.configGet("cluster-port").getOrDefault("cluster-port", "0");
        }
    }

    @AfterAll
    static void stop() {
        NODES.forEach(RedisProcess::close);
    }

    private static ConfigNode settings() {
        List<String> nodes = NODES.stream()
                .map(node -> RedisProcess.HOST + ":" + node.port())
                .toList();
        return ConfigNode.of(Map.of("cluster", Map.of("nodes", nodes), "timeout", "5s"));
    }

    @Test
    void tier_objectsOnAllNodes_areKeptAndPurged() {
        try (CacheTier tier = new RedisTierFactory().create(settings(), Contexts.context())) {
            for (int i = 0; i < 60; i++) {
                keep(tier, ObjectKey.of("files", "2026/" + i));
            }
            NODES.forEach(node -> {
                try (Jedis redis = node.jedis()) {
                    assertThat(redis.dbSize()).isPositive();
                }
            });
            for (int i = 0; i < 60; i++) {
                assertThat(tier.head(ObjectKey.of("files", "2026/" + i))).isPresent();
                assertThat(tier.firstPresent(new BlockKey(ObjectKey.of("files", "2026/" + i), "\"v\"", 0), 2))
                        .isEqualTo(2);
            }
            assertThat(tier.purge(Purge.key("files", "2026/7"))).isOne();
            assertThat(tier.purge(Purge.tag("files", "all").softly())).isEqualTo(59);
            assertThat(tier.purge(Purge.prefix("files", "2026/"))).isEqualTo(59);
            NODES.forEach(node -> {
                try (Jedis redis = node.jedis()) {
                    assertThat(redis.keys("yatagarasu:[ob]*")).isEmpty();
                }
            });
        }
    }

    private static void keep(CacheTier tier, ObjectKey key) {
        CachedHead.Found head =
                CacheSamples.head(key, "\"v\"", CacheSamples.threeBlocks(), CacheSamples.lifetime(1_700_000_000_000L));
        tier.putHead(key, head);
        tier.putBlock(new BlockKey(key, "\"v\"", 2), head, CacheSamples.block(key, head, 2));
    }

    @Test
    void bus_onACluster_tellsTheOthers() {
        HeardPurges heard = new HeardPurges();
        try (InvalidationBus bus = new RedisBusFactory().create(settings(), Contexts.context());
                InvalidationBus publisher = new RedisBusFactory().create(settings(), Contexts.context())) {
            bus.subscribe(Optional.empty(), heard);
            Eventually.holds("up", bus::isUp);
            publisher.publish(Purge.bucket("files"));
            assertThat(heard.next()).isEqualTo(Purge.bucket("files").toString());
        }
    }

    @Test
    void awayAtStart_thenThere_works(@TempDir Path directory) throws IOException {
        RedisProcess late = RedisProcess.start(
                directory, "--cluster-enabled", "yes", "--cluster-port", String.valueOf(RedisProcess.freePort()));
        late.kill();
        ConfigNode settings = ConfigNode.of(
                Map.of("cluster", Map.of("nodes", List.of(RedisProcess.HOST + ":" + late.port())), "timeout", "5s"));
        try (late;
                CacheTier tier = new RedisTierFactory().create(settings, Contexts.context())) {
            assertThatThrownBy(() -> tier.head(ObjectKey.of("files", "x"))).isInstanceOf(YatagarasuException.class);
            late.restart();
            try (Jedis redis = late.jedis()) {
                redis.clusterAddSlotsRange(0, SLOTS - 1);
            }
            Eventually.holds("it works", () -> {
                keep(tier, ObjectKey.of("files", "x"));
                return tier.head(ObjectKey.of("files", "x")).isPresent();
            });
        }
    }
}
