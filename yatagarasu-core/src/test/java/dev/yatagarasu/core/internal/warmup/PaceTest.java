package dev.yatagarasu.core.internal.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Turns, and how long to wait for them. */
class PaceTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2025-03-01T12:00:00Z"));

    @Test
    void take_withinTheRate_neverWaits() {
        Pace pace = new Pace(10, clock);
        for (int i = 0; i < 5; i++) {
            assertThat(pace.take(1)).isZero();
            clock.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void take_faster_waitsForAllTurnsBefore() {
        Pace pace = new Pace(10, clock);

        assertThat(pace.take(1)).isZero();
        assertThat(pace.take(1)).isEqualTo(100);
        assertThat(pace.take(3)).isEqualTo(200);
        clock.advance(Duration.ofMillis(250));
        assertThat(pace.take(1)).isEqualTo(250);
    }

    @Test
    void take_afterAPause_hasSavedNothingUp() {
        Pace pace = new Pace(10, clock);
        clock.advance(Duration.ofHours(1));

        assertThat(pace.take(1)).isZero();
        assertThat(pace.take(1)).isEqualTo(100);
    }

    @Test
    void take_thousandsASecond_addUpOverShortTurns() {
        Pace pace = new Pace(10_000, clock);
        for (int i = 0; i < 10; i++) {
            assertThat(pace.take(1)).isZero();
        }
        assertThat(pace.take(1)).isEqualTo(1);
    }

    @Test
    void take_noLimit_neverWaits() {
        Pace pace = new Pace(0, clock);

        assertThat(pace.take(1 << 30)).isZero();
        assertThat(pace.take(1)).isZero();
    }

    @Test
    void take_clockSetBack_doesNotWaitForTheOldTime() {
        Pace pace = new Pace(1, clock);
        pace.take(1);
        clock.advance(Duration.ofHours(-5));

        assertThat(pace.take(1)).isZero();
        assertThat(pace.take(1)).isEqualTo(1000);
    }
}
