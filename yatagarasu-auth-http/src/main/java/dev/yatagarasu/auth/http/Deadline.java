package dev.yatagarasu.auth.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When the time for something is over, be it one call or several. Measured, not read from a clock that somebody may set.
 * Immutable.
 */
public final class Deadline {
    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    /** So much time from now on. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left; 0 when it is over. */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    long remainingNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    /** An equal share of what is left for each of so many attempts; 1 at least, since 0 means for ever to sockets. */
    int shareMillis(int attempts) {
        return Math.max(1, (int) TimeUnit.NANOSECONDS.toMillis(remainingNanos() / attempts));
    }

    boolean isOver() {
        return remainingNanos() == 0;
    }

    /** Whether it has been over for so long. */
    boolean isOverSince(Duration time) {
        return System.nanoTime() - atNanos >= time.toNanos();
    }
}
