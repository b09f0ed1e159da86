package dev.yatagarasu.core.cache;

import static dev.yatagarasu.core.cache.CacheFixture.KEY;
import static dev.yatagarasu.core.cache.CacheFixture.NOW;
import static dev.yatagarasu.core.cache.CacheFixture.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.testkit.ManualClock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class MemoryCacheTest {
    private static final long MAX = 1024 * 1024;

    private final ManualClock clock = new ManualClock(NOW);
    private final MemoryCache cache = new MemoryCache(MAX, clock);

    private ObjectKey keep(String bucket, String key) {
        ObjectKey name = ObjectKey.of(bucket, key);
        cache.put(name, object(10), cache.beginFill());
        return name;
    }

    @Test
    void get_whatWasPut_isTheSameObject() {
        CachedObject object = object(10);
        cache.put(KEY, object, cache.beginFill());

        assertThat(cache.get(KEY)).containsSame(object);
        assertThat(cache.get(ObjectKey.of("bucket", "a/Key"))).isEmpty();
    }

    @Test
    void get_bucketAndKeyThatJoinToTheSameText_areDistinct() {
        ObjectKey one = keep("a", "b/c");

        assertThat(cache.get(one)).isPresent();
        assertThat(cache.get(ObjectKey.of("a/b", "c"))).isEmpty();
        assertThat(cache.get(ObjectKey.of("a", "b\0c"))).isEmpty();
        assertThat(cache.get(ObjectKey.of("a", "/b/c"))).isEmpty();
    }

    @Test
    void put_manyOfAllSizes_neverExceedTheBoundInBytes() {
        Random random = new Random(99);
        long bodies = 0;
        for (int i = 0; i < 3_000; i++) {
            int size = random.nextInt(64 * 1024);
            bodies += size;
            cache.put(ObjectKey.of("bucket", "key-" + i), object(size), cache.beginFill());
            assertThat(cache.bytes()).isLessThanOrEqualTo(MAX);
        }
        assertThat(bodies).isGreaterThan(20 * MAX);
        assertThat(cache.bytes()).isGreaterThan(MAX / 2);
        assertThat(cache.objects()).isPositive();
    }

    @Test
    void put_object_weighsAtLeastBodyHeadersAndKey() {
        cache.put(KEY, object(1_000), cache.beginFill());
        long small = cache.bytes();
        cache.put(ObjectKey.of("bucket", "k".repeat(5_000)), object(1_000), cache.beginFill());

        assertThat(small).isBetween(1_000L, 3_000L);
        assertThat(cache.bytes() - small).isGreaterThan(6_000);
    }

    @Test
    void put_sameKeyAgain_isWeighedOnce() {
        cache.put(KEY, object(10_000), cache.beginFill());
        long once = cache.bytes();
        cache.put(KEY, object(10_000), cache.beginFill());

        assertThat(cache.bytes()).isEqualTo(once);
        assertThat(cache.objects()).isEqualTo(1);
    }

    @Test
    void put_largerThanTheCache_isNotKeptAndEvictsNothing() {
        ObjectKey small = keep("bucket", "small");
        cache.put(KEY, object((int) MAX + 1), cache.beginFill());

        assertThat(cache.get(KEY)).isEmpty();
        assertThat(cache.get(small)).isPresent();
    }

    @Test
    void resize_smaller_evictsAtOnce() {
        for (int i = 0; i < 10; i++) {
            cache.put(ObjectKey.of("bucket", "key-" + i), object(50_000), cache.beginFill());
        }
        cache.resize(120_000);

        assertThat(cache.bytes()).isBetween(50_000L, 120_000L);
    }

    @Test
    void get_afterItsLifetime_isGoneAndDropped() {
        cache.put(KEY, object(10), cache.beginFill());

        clock.advance(Duration.ofSeconds(60).minusMillis(1));
        assertThat(cache.get(KEY)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(cache.get(KEY)).isEmpty();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void get_clockSetBack_isStaleNotImmortal() {
        cache.put(KEY, object(10), cache.beginFill());
        clock.set(NOW.minusSeconds(1));

        assertThat(cache.get(KEY)).isEmpty();
        clock.set(NOW);
        assertThat(cache.get(KEY)).isEmpty();
    }

    @Test
    void ageSecondsAt_laterOn_countsFromStoragesAge() {
        CachedObject object = object(10, NOW, Duration.ofMinutes(1), Duration.ofSeconds(40));

        assertThat(object.ageSecondsAt(NOW.toEpochMilli())).isEqualTo(40);
        assertThat(object.ageSecondsAt(NOW.plusMillis(2_999).toEpochMilli())).isEqualTo(42);
        assertThat(object.ageSecondsAt(NOW.minusSeconds(5).toEpochMilli())).isEqualTo(40);
    }

    @Test
    void purge_key_dropsExactlyThatObject() {
        ObjectKey one = keep("b", "a/x");
        ObjectKey slash = keep("b", "/a/x");
        ObjectKey longer = keep("b", "a/xy");
        ObjectKey elsewhere = keep("c", "a/x");

        assertThat(cache.purge(Purge.key("b", "a/x"))).isEqualTo(1);
        assertThat(cache.get(one)).isEmpty();
        assertThat(cache.get(slash)).isPresent();
        assertThat(cache.get(longer)).isPresent();
        assertThat(cache.get(elsewhere)).isPresent();
        assertThat(cache.purge(Purge.key("b", "a/x"))).isZero();
    }

    @Test
    void purge_prefix_dropsAllThatStartSo() {
        ObjectKey below = keep("b", "a/x");
        ObjectKey sibling = keep("b", "ab");
        ObjectKey slash = keep("b", "/a/x");
        ObjectKey elsewhere = keep("c", "a/x");

        assertThat(cache.purge(Purge.prefix("b", "a/"))).isEqualTo(1);
        assertThat(cache.get(below)).isEmpty();
        assertThat(cache.get(sibling)).isPresent();
        assertThat(cache.get(slash)).isPresent();
        assertThat(cache.get(elsewhere)).isPresent();
        assertThat(cache.purge(Purge.prefix("b", "/a"))).isEqualTo(1);
        assertThat(cache.purge(Purge.prefix("b", "zzz"))).isZero();
    }

    @Test
    void purge_bucket_dropsAllOfItAndNothingElse() {
        keep("b", "x");
        keep("b", "y");
        ObjectKey elsewhere = keep("bb", "x");

        assertThat(cache.purge(Purge.bucket("b"))).isEqualTo(2);
        assertThat(cache.get(elsewhere)).isPresent();
        assertThat(cache.objects()).isEqualTo(1);
        assertThat(cache.purge(Purge.bucket("none"))).isZero();
    }

    @Test
    void put_purgedSinceTheFillBegan_isNotKept() {
        long fill = cache.beginFill();
        cache.purge(Purge.key(KEY.bucket(), KEY.key()));
        cache.put(KEY, object(10), fill);

        assertThat(cache.get(KEY)).isEmpty();
    }

    @Test
    void purge_racingAFill_alwaysWins() throws ExecutionException, InterruptedException, TimeoutException {
        Phaser start = new Phaser(2);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 3_000; round++) {
                Purge purge = round % 2 == 0 ? Purge.key(KEY.bucket(), KEY.key()) : Purge.bucket(KEY.bucket());
                long fill = cache.beginFill();
                CachedObject old = object(10);
                Future<?> filling = other.submit(() -> {
                    start.arriveAndAwaitAdvance();
                    cache.put(KEY, old, fill);
                });
                start.arriveAndAwaitAdvance();
                cache.purge(purge);
                filling.get(10, TimeUnit.SECONDS);

                assertThat(cache.get(KEY)).as("round %d", round).isEmpty();
            }
        }
    }
}
