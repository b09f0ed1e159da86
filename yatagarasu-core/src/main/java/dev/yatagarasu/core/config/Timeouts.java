package dev.yatagarasu.core.config;

import java.time.Duration;

/** What a time-out may be. */
final class Timeouts {
    /** More is a mistake, and beyond what sockets take. */
    static final Duration LONGEST = Duration.ofDays(1);

    private Timeouts() {}

    static boolean isUsable(Duration timeout) {
        return timeout.isPositive() && timeout.compareTo(LONGEST) <= 0;
    }

    /** Rejects a time-out that nothing could keep. */
    static void check(String name, Duration timeout) {
        if (!isUsable(timeout)) {
            throw new IllegalArgumentException(name + " must be longer than nothing and at most a day, is " + timeout);
        }
    }
}
