package dev.yatagarasu.core.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<String> lines = new ArrayList<>();
    private final Outage outage = new Outage(clock, lines::add);

    private void failFor(int seconds) {
        for (int i = 0; i < seconds * 10; i++) {
            outage.fails("it fails");
            clock.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void fails_thousandsOfTimes_isSaidOnceAndThenCountedEveryMinute() {
        failFor(150);
        assertThat(lines)
                .containsExactly(
                        "it fails",
                        "it fails (and 599 more since the line before)",
                        "it fails (and 599 more since the line before)");
    }

    @Test
    void works_afterAWhileWithoutFailures_endsTheOutageOnce() {
        assertThat(outage.works()).isFalse();
        outage.fails("it fails");
        assertThat(outage.works()).as("another call that was on its way").isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(outage.works()).isTrue();
        assertThat(outage.works()).isFalse();
    }

    @Test
    void fails_everySecondCall_isNotSaidAgainBeforeAMinuteIsOver() {
        int ends = 0;
        for (int i = 0; i < 10; i++) {
            outage.fails("it fails");
            clock.advance(Duration.ofSeconds(5));
            ends += outage.works() ? 1 : 0;
        }
        assertThat(lines).containsExactly("it fails");
        assertThat(ends).isEqualTo(1);
    }

    @Test
    void fails_afterTheEnd_isSaidAtOnce() {
        outage.fails("it fails");
        outage.end();
        outage.fails("it fails again");
        assertThat(lines).containsExactly("it fails", "it fails again");
    }

    @Test
    void fails_clockThatWasSetBack_isSaid() {
        outage.fails("it fails");
        clock.advance(Duration.ofDays(-1));
        outage.fails("it fails again");
        assertThat(lines).containsExactly("it fails", "it fails again");
    }
}
