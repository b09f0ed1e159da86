package dev.yatagarasu.core.internal.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts: a random part of a time that doubles with each one (full jitter), so that many who failed
 * together do not come back together.
 *
 * @param initial the longest pause before the first retry
 * @param longest what no pause is longer than
 * @param random numbers from 0 up to 1
 */
public record Backoff(Duration initial, Duration longest, DoubleSupplier random) {
    /** Where the pauses begin for a service that asks to be spared. */
    private static final Duration SPARING = Duration.ofSeconds(1);

    /** The pause before the retry of that number, from 0. */
    public Duration pause(int retry) {
        return pause(retry, initial, longest);
    }

    /** The same if the service has asked to be spared, for at least {@code asked}. */
    public Duration sparingPause(int retry, Duration asked) {
        Duration most = longest.compareTo(SPARING) < 0 ? SPARING : longest;
        Duration own = pause(retry, SPARING, most);
        return own.compareTo(asked) < 0 ? asked : own;
    }

    private Duration pause(int retry, Duration first, Duration most) {
        double millis = Math.min((double) most.toMillis(), first.toMillis() * Math.pow(2, retry));
        return Duration.ofNanos((long) (millis * 1e6 * random.getAsDouble()));
    }
}
