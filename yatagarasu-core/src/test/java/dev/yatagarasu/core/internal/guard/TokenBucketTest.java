package dev.yatagarasu.core.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    private static Limit limit(int perSecond, int burst) {
        return new Limit(LimitKind.PER_IP, new Rate(perSecond, burst));
    }

    /** Times near the ends of what a long holds: the origin of nanoseconds is arbitrary. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - SECOND, -5 * SECOND})
    void take_anyOrigin_countsDownAndRefillsEvenly(long start) {
        Limit limit = limit(10, 3);
        TokenBucket bucket = new TokenBucket(start);

        assertThat(bucket.take(limit, start)).isEqualTo(2);
        assertThat(bucket.take(limit, start)).isEqualTo(1);
        assertThat(bucket.take(limit, start)).isEqualTo(0);
        assertThat(bucket.take(limit, start)).isNegative();
        assertThat(bucket.take(limit, start + SECOND / 10 - 1)).isNegative();
        assertThat(bucket.take(limit, start + SECOND / 10)).isEqualTo(0);
        assertThat(bucket.take(limit, start + SECOND / 10)).isNegative();
        assertThat(bucket.take(limit, start + 100 * SECOND)).isEqualTo(2);
    }

    @Test
    void take_refusals_costNothing() {
        Limit limit = limit(1, 1);
        TokenBucket bucket = new TokenBucket(0);
        bucket.take(limit, 0);
        for (long now = 0; now < SECOND; now += SECOND / 100) {
            assertThat(bucket.take(limit, now)).isNegative();
        }
        assertThat(bucket.take(limit, SECOND)).isZero();
    }

    @Test
    void take_timeThatGoesBack_locksNobodyOutForLongerThanARefill() {
        Limit limit = limit(1, 2);
        TokenBucket bucket = new TokenBucket(1000 * SECOND);
        bucket.take(limit, 1000 * SECOND);

        assertThat(bucket.take(limit, 0)).isNegative();
        assertThat(bucket.take(limit, 999 * SECOND)).isNegative();
        assertThat(bucket.take(limit, 1000 * SECOND)).isZero();
    }

    @Test
    void take_evenTrafficAtTheRate_isNeverRefused() {
        for (int perSecond : List.of(1, 3, 7, 1000, 999_999, 1_000_000)) {
            Limit limit = limit(perSecond, 1);
            TokenBucket bucket = new TokenBucket(0);
            for (long i = 0; i < 3000; i++) {
                assertThat(bucket.take(limit, i * SECOND / perSecond))
                        .as("%d/s", perSecond)
                        .isZero();
            }
        }
    }

    /** Against a bucket that is filled step by step, as the textbook has it. */
    @Test
    void take_randomTraffic_isWhatANaiveBucketSays() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int perSecond = List.of(1, 2, 5, 10, 100).get(random.nextInt(5));
            int burst = 1 + random.nextInt(20);
            Limit limit = limit(perSecond, burst);
            TokenBucket bucket = new TokenBucket(0);
            long step = SECOND / perSecond;
            long filled = burst * step;
            long before = 0;
            for (int i = 0; i < 200; i++) {
                long now = before + random.nextLong(2 * step);
                filled = Math.min(burst * step, filled + now - before);
                before = now;
                boolean allowed = filled >= step;
                filled -= allowed ? step : 0;
                assertThat(bucket.take(limit, now)).isEqualTo(allowed ? filled / step : -1);
            }
        }
    }

    @Test
    void take_manyThreadsAtOnce_allowsExactlyTheBurst() throws Exception {
        Limit limit = limit(1, 1000);
        TokenBucket bucket = new TokenBucket(0);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> taken = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                taken.add(threads.submit(() -> {
                    int allowed = 0;
                    for (int j = 0; j < 1000; j++) {
                        allowed += bucket.take(limit, 0) >= 0 ? 1 : 0;
                    }
                    return allowed;
                }));
            }
            int sum = 0;
            for (Future<Integer> each : taken) {
                sum += each.get();
            }
            assertThat(sum).isEqualTo(1000);
        }
    }

    @Test
    void policy_ofALimit_saysBurstAndSecondsToRefill() {
        assertThat(limit(100, 100).policy()).isEqualTo("\"per_ip\";q=100;w=1");
        assertThat(limit(100, 201).policy()).isEqualTo("\"per_ip\";q=201;w=3");
        assertThat(limit(100, 1).policy()).isEqualTo("\"per_ip\";q=1;w=1");
    }
}
