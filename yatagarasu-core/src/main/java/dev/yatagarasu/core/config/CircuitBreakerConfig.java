package dev.yatagarasu.core.config;

import java.time.Duration;

/**
 * When storage that fails is left alone for a while, and when it is trusted again.
 *
 * @param failureThreshold how many failures in a row open the breaker, 1 to {@value #MOST}
 * @param successThreshold how many good answers close it again once it is half-open, 1 to {@value #MOST}
 * @param timeout how long storage is left alone the first time, 5 minutes at most; longer each further time
 */
public record CircuitBreakerConfig(int failureThreshold, int successThreshold, Duration timeout) {
    /** The largest threshold. */
    public static final int MOST = 1000;
    /** However often storage has failed, it is not left alone for longer, give or take a tenth. */
    public static final Duration LONGEST = Duration.ofMinutes(5);

    public CircuitBreakerConfig {
        if (failureThreshold < 1 || failureThreshold > MOST || successThreshold < 1 || successThreshold > MOST) {
            throw new IllegalArgumentException("thresholds of a circuit breaker are 1 to " + MOST);
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time-out of a circuit breaker is above 0 and at most 5 minutes");
        }
    }

    /** 5 failures open it for 30 seconds, 2 good answers close it. */
    public static CircuitBreakerConfig defaults() {
        return new CircuitBreakerConfig(5, 2, Duration.ofSeconds(30));
    }
}
