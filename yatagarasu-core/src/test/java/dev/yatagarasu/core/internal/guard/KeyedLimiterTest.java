package dev.yatagarasu.core.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.Rate;
import dev.yatagarasu.core.http.IpAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However many addresses come, memory is bounded, and one that keeps asking is not forgotten. */
class KeyedLimiterTest {
    private static final int ADDRESSES = 100_000;
    private static final long BOUND = 32L << 20;

    private static KeyedLimiter<IpAddress> limiter(int perSecond, int burst) {
        return KeyedLimiter.<IpAddress>of(
                        LimitKind.PER_IP,
                        Optional.of(new Rate(perSecond, burst)),
                        Optional.empty(),
                        KeyedLimiter.MOST_BYTES)
                .orElseThrow();
    }

    private static IpAddress v4(long number) {
        return new IpAddress(0, 0xffff_0000_0000L | number);
    }

    private static IpAddress v6(long number) {
        return new IpAddress(0x2001_0db8_0000_0000L + number, 0);
    }

    @Test
    void take_keys_areCountedApart() {
        KeyedLimiter<IpAddress> limiter = limiter(1, 1);

        assertThat(limiter.take(v4(1), 0).isExceeded()).isFalse();
        assertThat(limiter.take(v4(1), 0).isExceeded()).isTrue();
        assertThat(limiter.take(v4(2), 0).isExceeded()).isFalse();
        assertThat(limiter.take(v6(1), 0).isExceeded()).isFalse();
    }

    @Test
    void take_100000Addresses_takeLessThan32Megabytes() {
        long before = usedMemory();
        KeyedLimiter<IpAddress> limiter = limiter(100, 100);
        for (int i = 0; i < ADDRESSES; i++) {
            limiter.take(i % 2 == 0 ? v4(i) : v6(i), i);
        }
        long taken = usedMemory() - before;

        assertThat(taken).isLessThan(BOUND);
        assertThat(limiter.keys()).isBetween(ADDRESSES * 9L / 10, (long) ADDRESSES);
    }

    @Test
    void take_floodOfAddresses_staysBoundedAndForgetsNobodyWhoKeepsAsking() {
        KeyedLimiter<IpAddress> limiter = limiter(1, 5);
        IpAddress hot = v4(0xc000_0207L);
        for (int i = 0; i < 20; i++) {
            limiter.take(hot, 0);
        }

        for (int i = 0; i < 5 * ADDRESSES; i++) {
            limiter.take(v6(i), 0);
            if (i % 1000 == 0) {
                assertThat(limiter.take(hot, 0).isExceeded())
                        .as("after %d addresses", i)
                        .isTrue();
            }
        }

        assertThat(limiter.keys()).isLessThan(ADDRESSES + 1000);
    }

    @Test
    void take_floodAfterAClientHasBeenLimited_doesNotClearHisLimit() {
        KeyedLimiter<IpAddress> limiter = limiter(1, 5);
        for (int i = 0; i < ADDRESSES; i++) {
            limiter.take(v6(i), 0);
        }
        IpAddress hot = v4(0xc000_0207L);
        for (int i = 0; i < 1000; i++) {
            limiter.take(hot, 0);
        }

        for (int i = ADDRESSES; i < 4 * ADDRESSES; i++) {
            limiter.take(v6(i), 0);
        }

        assertThat(limiter.take(hot, 0).isExceeded()).isTrue();
    }

    @Test
    void of_sameRate_goesOnAndAnotherRateStartsAnew() {
        KeyedLimiter<IpAddress> limiter = limiter(1, 1);
        limiter.take(v4(1), 0);

        assertThat(KeyedLimiter.of(
                        LimitKind.PER_IP, Optional.of(new Rate(1, 1)), Optional.of(limiter), KeyedLimiter.MOST_BYTES))
                .containsSame(limiter);
        assertThat(KeyedLimiter.of(
                                LimitKind.PER_IP,
                                Optional.of(new Rate(1, 2)),
                                Optional.of(limiter),
                                KeyedLimiter.MOST_BYTES)
                        .orElseThrow()
                        .take(v4(1), 0)
                        .isExceeded())
                .isFalse();
        assertThat(KeyedLimiter.of(LimitKind.PER_IP, Optional.empty(), Optional.of(limiter), KeyedLimiter.MOST_BYTES))
                .isEmpty();
    }

    @Test
    void take_keysThatAreLongTexts_areBoundedInBytes() {
        long tenMegabytes = 10L * 1024 * 1024;
        KeyedLimiter<String> limiter = KeyedLimiter.<String>of(
                        LimitKind.PER_USER, Optional.of(new Rate(1, 1)), Optional.empty(), tenMegabytes)
                .orElseThrow();
        String filler = "a".repeat(10_000);

        for (int i = 0; i < 5_000; i++) {
            limiter.take(filler + i, 0);
        }

        assertThat(limiter.keys()).isBetween(500L, 1_100L);
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
