package dev.yatagarasu.core.config;

import java.time.Duration;

/**
 * How often storage is asked for one answer, and what pauses are between.
 *
 * @param maxAttempts how often in all, 1 to {@value #MOST}; 1 is once, without retries
 * @param initialBackoff the longest pause before the first retry; it doubles for each further one
 * @param maxBackoff what no pause is longer than, a minute at most
 */
public record RetryConfig(int maxAttempts, Duration initialBackoff, Duration maxBackoff) {
    /** The largest number of attempts. */
    public static final int MOST = 10;
    /** The longest pause that may be configured. */
    public static final Duration LONGEST = Duration.ofMinutes(1);

    public RetryConfig {
        if (maxAttempts < 1 || maxAttempts > MOST) {
            throw new IllegalArgumentException("attempts are 1 to " + MOST);
        }
        if (!isPause(initialBackoff) || !isPause(maxBackoff)) {
            throw new IllegalArgumentException("pauses between attempts are above 0 and at most a minute");
        }
        if (maxBackoff.compareTo(initialBackoff) < 0) {
            throw new IllegalArgumentException("the longest pause is not shorter than the first one");
        }
    }

    private static boolean isPause(Duration pause) {
        return pause.isPositive() && pause.compareTo(LONGEST) <= 0;
    }

    /** 3 attempts, with pauses of 50 ms, doubled each time, up to a second. */
    public static RetryConfig defaults() {
        return new RetryConfig(3, Duration.ofMillis(50), Duration.ofSeconds(1));
    }

    /** Storage is asked once. */
    public static RetryConfig none() {
        return new RetryConfig(1, Duration.ofMillis(50), Duration.ofSeconds(1));
    }
}
