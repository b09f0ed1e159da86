package dev.yatagarasu.core.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static Backoff backoff(double random) {
        return new Backoff(Duration.ofMillis(50), Duration.ofMillis(300), () -> random);
    }

    @Test
    void pause_furtherRetries_isARandomPartOfTwiceAsMuchUpToTheLongest() {
        Backoff half = backoff(0.5);
        assertThat(half.pause(0)).isEqualTo(Duration.ofMillis(25));
        assertThat(half.pause(1)).isEqualTo(Duration.ofMillis(50));
        assertThat(half.pause(9)).isEqualTo(Duration.ofMillis(150));
        assertThat(backoff(0).pause(3)).isZero();
    }

    @Test
    void sparingPause_serviceAsksForTime_isAtLeastThat() {
        assertThat(backoff(0.5).sparingPause(0, Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff(0.5).sparingPause(0, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void retryBegins_fewCalls_allowsThreeAtATime() {
        RetryBudget budget = new RetryBudget();
        for (int i = 0; i < 3; i++) {
            assertThat(budget.retryBegins()).isTrue();
        }
        assertThat(budget.retryBegins()).isFalse();
        budget.retryEnds();
        assertThat(budget.retryBegins()).isTrue();
    }

    @Test
    void retryBegins_manyCalls_allowsAFifthOfThem() {
        RetryBudget budget = new RetryBudget();
        for (int i = 0; i < 20; i++) {
            budget.callBegins();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(budget.retryBegins()).isTrue();
        }
        assertThat(budget.retryBegins()).isFalse();
        budget.callEnds();
    }
}
