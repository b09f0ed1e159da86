package dev.yatagarasu.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.testkit.CacheSamples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class RedisTierTest {
    private static final ObjectKey KEY = ObjectKey.of("files", "2026/report.pdf");
    private static final String V1 = "\"version-1\"";

    private static RedisProcess server;

    private Jedis redis;
    private CacheTier tier;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = RedisProcess.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        redis = server.jedis();
        redis.flushAll();
        tier = tier(Map.of());
    }

    @AfterEach
    void close() {
        tier.close();
        redis.close();
    }

    private static CacheTier tier(Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.putIfAbsent("url", server.url());
        return new RedisTierFactory().create(ConfigNode.of(settings), Contexts.context());
    }

    private static CachedHead.Found large(ObjectKey key) {
        return CacheSamples.head(key, V1, CacheSamples.threeBlocks(), CacheSamples.lifetime(1_700_000_000_000L));
    }

    private static CachedHead.Found keep(CacheTier tier, ObjectKey key) {
        CachedHead.Found head = large(key);
        tier.putHead(key, head);
        for (int number = 0; number < head.blocks(); number++) {
            tier.putBlock(new BlockKey(key, V1, number), head, CacheSamples.block(key, head, number));
        }
        return head;
    }

    @Test
    void put_everyKey_hasAnEndAndThePrefix() {
        try (CacheTier short30m = tier(Map.of("ttl", "30m", "key_prefix", "files:"))) {
            keep(short30m, KEY);
            keep(short30m, KEY.withVariant("accept=text/html"));
        }
        Set<String> keys = redis.keys("*");
        assertThat(keys).hasSize(7).allSatisfy(key -> {
            assertThat(key).startsWith("files:").doesNotContain("report");
            assertThat(redis.pttl(key)).isBetween(1L, 30L * 60 * 1000);
        });
    }

    @Test
    void put_largestBlock_isOneValueNotMuchLarger() {
        CachedHead.Found head = keep(tier, KEY);
        byte[] block = new Names("yatagarasu:").block(new BlockKey(KEY, V1, 0));

        assertThat(redis.strlen(block)).isBetween((long) BlockKey.BLOCK_SIZE, BlockKey.BLOCK_SIZE + 1024L);
        assertThat(head.blockLength(0)).isEqualTo(BlockKey.BLOCK_SIZE);
    }

    @Test
    void putHead_tooLargeToKeep_leavesNoOlderOne() {
        keep(tier, KEY);
        CachedHead.Found huge = CacheSamples.withTags(large(KEY), "t".repeat(BlockKey.BLOCK_SIZE * 2));

        tier.putHead(KEY, huge);

        assertThat(tier.head(KEY)).isEmpty();
    }

    @Test
    void putHead_floodOfVariants_keepsTheObjectSmall() {
        CachedHead.Missing head = new CachedHead.Missing(CacheSamples.lifetime(0));
        for (int i = 0; i < 1200; i++) {
            tier.putHead(KEY.withVariant("v" + i), head);
        }
        assertThat(redis.hlen(new Names("yatagarasu:").object(KEY))).isLessThanOrEqualTo(1000);
        assertThat(tier.head(KEY.withVariant("v1199"))).contains(head);
    }

    @Test
    void twoPrefixes_onOneServer_areStrangers() {
        try (CacheTier other = tier(Map.of("key_prefix", "yatagarasu:o:"))) {
            keep(tier, KEY);
            assertThat(other.head(KEY)).isEmpty();
            assertThat(other.purge(Purge.bucket("files"))).isZero();
            keep(other, KEY);
            assertThat(tier.purge(Purge.bucket("files"))).isOne();
            assertThat(other.head(KEY)).isPresent();
        }
    }

    @Test
    void purge_anyKind_leavesNoKeyBehind() {
        for (Purge purge : List.of(
                Purge.key("files", KEY.key()),
                Purge.prefix("files", "2026/"),
                Purge.tag("files", "all"),
                Purge.bucket("files"))) {
            keep(tier, KEY);
            keep(tier, KEY.withVariant("accept=text/html"));
            assertThat(tier.purge(purge)).as(purge.toString()).isEqualTo(2);
            assertThat(redis.keys("*")).as(purge.toString()).isEmpty();
        }
    }

    @Test
    void purge_bucket_takesBlocksWithoutAHead() {
        keep(tier, KEY);
        redis.del(new Names("yatagarasu:").object(KEY));

        assertThat(tier.purge(Purge.bucket("files"))).isZero();

        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void purge_moreThanOnePage_takesAll() {
        CachedHead.Missing head = new CachedHead.Missing(CacheSamples.lifetime(0));
        for (int i = 0; i < 1300; i++) {
            tier.putHead(ObjectKey.of("files", "many/" + i), head);
        }
        assertThat(tier.purge(Purge.prefix("files", "many/1").softly())).isEqualTo(411);
        assertThat(tier.purge(Purge.prefix("files", "many/"))).isEqualTo(1300);
        assertThat(redis.dbSize()).isZero();
    }

    @Test
    void purge_softly_doesNotLengthenTheLifeInRedis() {
        tier.putHead(KEY, large(KEY));
        byte[] object = new Names("yatagarasu:").object(KEY);
        redis.pexpire(object, 60_000);

        assertThat(tier.purge(Purge.bucket("files").softly())).isOne();

        assertThat(redis.pttl(object)).isBetween(1L, 60_000L);
    }

    @Test
    void purge_headOfAbsurdSize_endsSoon() {
        CachedHead.Found absurd =
                CacheSamples.head(KEY, V1, Long.MAX_VALUE / 2, CacheSamples.lifetime(1_700_000_000_000L));
        tier.putHead(KEY, absurd);
        CachedHead.Found head = large(KEY);
        tier.putBlock(new BlockKey(KEY, V1, 1), head, CacheSamples.block(KEY, head, 1));

        assertThat(tier.purge(Purge.key("files", KEY.key()))).isOne();

        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void foreignTypes_underOurKeys_areMissesAndGiveWay() {
        Names names = new Names("yatagarasu:");
        redis.set(names.object(KEY), "a string".getBytes(StandardCharsets.UTF_8));
        redis.sadd(names.block(new BlockKey(KEY, V1, 0)), "a set".getBytes(StandardCharsets.UTF_8));

        assertThat(tier.head(KEY)).isEmpty();
        assertThat(tier.block(new BlockKey(KEY, V1, 0))).isEmpty();
        assertThat(tier.purge(Purge.prefix("files", ""))).isZero();
        tier.remove(KEY);
        CachedHead.Found head = keep(tier, KEY);
        assertThat(tier.head(KEY)).contains(head);
        assertThat(tier.block(new BlockKey(KEY, V1, 0))).contains(CacheSamples.block(KEY, head, 0));
    }

    @Test
    void anyBytes_underOurKeys_areMisses() {
        CachedHead.Found head = keep(tier, KEY);
        Names names = new Names("yatagarasu:");
        BlockKey first = new BlockKey(KEY, V1, 0);
        byte[] object = names.object(KEY);
        byte[] headValue = redis.hget(object, Names.headField(""));
        byte[] aboutValue = redis.hget(object, Names.aboutField(""));
        byte[] blockValue = redis.get(names.block(first));
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            redis.hset(object, Names.headField(""), damaged(headValue, random));
            assertThat(tier.head(KEY)).isEmpty();
            redis.hset(object, Names.headField(""), headValue);
            redis.hset(object, Names.aboutField(""), damaged(aboutValue, random));
            assertThat(tier.head(KEY)).isEmpty();
            redis.hset(object, Names.aboutField(""), aboutValue);
            redis.set(names.block(first), damaged(i < 20 ? blockValue : aboutValue, random));
            assertThat(tier.block(first)).isEmpty();
        }
        assertThat(tier.head(KEY)).contains(head);
    }

    private static byte[] damaged(byte[] value, Random random) {
        byte[] other = random.nextInt(3) == 0 ? new byte[random.nextInt(200)] : value.clone();
        switch (random.nextInt(3)) {
            case 0 -> random.nextBytes(other);
            case 1 -> {
                return Arrays.copyOf(value, random.nextInt(value.length));
            }
            default -> {
                if (other.length == 0) {
                    return other;
                }
                other[random.nextInt(other.length)] ^= (byte) (1 + random.nextInt(255));
            }
        }
        return other;
    }

    @Test
    void values_ofAnotherObject_areMisses() {
        ObjectKey other = ObjectKey.of("files", "other");
        keep(tier, KEY);
        Names names = new Names("yatagarasu:");
        redis.copy(names.object(KEY), names.object(other), true);
        redis.copy(names.block(new BlockKey(KEY, V1, 0)), names.block(new BlockKey(other, V1, 0)), true);

        assertThat(tier.head(other)).isEmpty();
        assertThat(tier.block(new BlockKey(other, V1, 0))).isEmpty();
    }

    @Test
    void purge_damagedDescription_takesTheHeadToo() {
        keep(tier, KEY);
        byte[] object = new Names("yatagarasu:").object(KEY);
        redis.hset(object, Names.aboutField(""), new byte[] {1, 2, 3});

        assertThat(tier.purge(Purge.prefix("files", "nothing/like/it"))).isZero();

        assertThat(redis.exists(object)).isFalse();
    }

    @Test
    void anything_afterClose_fails() {
        CacheTier closed = tier(Map.of());
        closed.putHead(KEY, large(KEY));
        closed.close();
        closed.close();

        assertThatThrownBy(() -> closed.head(KEY)).isInstanceOf(YatagarasuException.class);
    }

    @Test
    void oddNames_keptAndPurged_keepEveryCharacter() {
        ObjectKey odd = new ObjectKey("f i:l*es", "\0ключ/\uD83E\uDD85/" + "x".repeat(3000), "a=b\nc");
        CachedHead.Found head = keep(tier, odd);

        assertThat(tier.head(odd)).contains(head);
        assertThat(tier.purge(Purge.tag("f i:l*es", "all"))).isOne();
        assertThat(redis.dbSize()).isZero();
    }
}
