package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.auth.http.JsonAnswer;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When to ask again.
 *
 * @param retry what is configured
 * @param chance from 0 to 1, so that not all who were refused come back at once
 */
record Backoff(Retry retry, DoubleSupplier chance) {

    /** How long to wait after this answer to this attempt, counted from 1; empty if asking again is of no use. */
    Optional<Duration> pause(int attempt, JsonAnswer answer) {
        boolean passing = answer.status() == 429 || answer.status() >= 500;
        if (!passing || attempt >= retry.maxAttempts()) {
            return Optional.empty();
        }
        Duration own = ownPause(attempt);
        Duration asked = answer.retryAfter().orElse(Duration.ZERO);
        return Optional.of(asked.compareTo(own) > 0 ? asked : own);
    }

    private Duration ownPause(int attempt) {
        Duration doubled = retry.initialBackoff().multipliedBy(1L << (attempt - 1));
        Duration longest = doubled.compareTo(retry.maxBackoff()) < 0 ? doubled : retry.maxBackoff();
        return Duration.ofNanos((long) (longest.toNanos() * (0.5 + chance.getAsDouble() / 2)));
    }
}
