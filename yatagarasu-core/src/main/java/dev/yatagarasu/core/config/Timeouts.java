package dev.yatagarasu.core.config;

import java.time.Duration;

/** The range of timeouts. */
final class Timeouts {
    /** A longer timeout is a mistake, and sockets do not support it. */
    static final Duration LONGEST = Duration.ofDays(1);

    private Timeouts() {}

    static boolean isUsable(Duration timeout) {
        return timeout.isPositive() && timeout.compareTo(LONGEST) <= 0;
    }

    /** Rejects a timeout outside the range. */
    static void check(String name, Duration timeout) {
        if (!isUsable(timeout)) {
            throw new IllegalArgumentException(name + " must be longer than nothing and at most a day, is " + timeout);
        }
    }
}
