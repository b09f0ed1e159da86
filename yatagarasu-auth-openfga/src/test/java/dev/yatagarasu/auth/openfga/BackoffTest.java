package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.yatagarasu.auth.http.JsonAnswer;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Retry RETRY = new Retry(10, Duration.ofMillis(100), Duration.ofMillis(300));

    @Test
    void pause_overloadOrFailure_doublesUpToTheLongest() {
        for (int status : new int[] {429, 500, 502, 503, 504}) {
            assertThat(pause(1, status, () -> 1)).contains(Duration.ofMillis(100));
            assertThat(pause(2, status, () -> 1)).contains(Duration.ofMillis(200));
            assertThat(pause(3, status, () -> 1)).contains(Duration.ofMillis(300));
            assertThat(pause(9, status, () -> 1)).contains(Duration.ofMillis(300));
        }
    }

    @Test
    void pause_chance_takesAwayHalfAtMost() {
        assertThat(pause(1, 429, () -> 0)).contains(Duration.ofMillis(50));
        assertThat(pause(1, 429, () -> 0.5)).contains(Duration.ofMillis(75));
    }

    @Test
    void pause_retryAfter_isKeptWhereItIsLonger() {
        assertThat(pause(1, answer(429, Optional.of(Duration.ofSeconds(2))))).contains(Duration.ofSeconds(2));
        assertThat(pause(1, answer(429, Optional.of(Duration.ZERO)))).contains(Duration.ofMillis(100));
    }

    @Test
    void pause_lastAttemptOrAnotherStatus_isNone() {
        assertThat(pause(10, 503, () -> 1)).isEmpty();
        for (int status : new int[] {200, 301, 400, 401, 403, 404, 409}) {
            assertThat(pause(1, status, () -> 1)).isEmpty();
        }
    }

    private static Optional<Duration> pause(int attempt, int status, DoubleSupplier chance) {
        return new Backoff(RETRY, chance).pause(attempt, answer(status, Optional.empty()));
    }

    private static Optional<Duration> pause(int attempt, JsonAnswer answer) {
        return new Backoff(RETRY, () -> 1).pause(attempt, answer);
    }

    private static JsonAnswer answer(int status, Optional<Duration> retryAfter) {
        return new JsonAnswer(status, MissingNode.getInstance(), retryAfter);
    }
}
