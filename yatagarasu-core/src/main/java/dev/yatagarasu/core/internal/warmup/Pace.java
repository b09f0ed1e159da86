package dev.yatagarasu.core.internal.warmup;

import java.time.Clock;

/**
 * Spaces what several threads do, so that together they keep to a rate: each takes its turn and waits until that comes. A
 * pause of less than a millisecond is not worth waiting for. Safe from any thread; never blocks.
 */
final class Pace {
    private static final double MICROS_PER_SECOND = 1_000_000;

    private final Clock clock;
    private final double microsEach;
    private double nextTurn;
    private double lastLook;

    /** So many a second; 0 for as many as there are. */
    Pace(long perSecond, Clock clock) {
        this.clock = clock;
        this.microsEach = perSecond == 0 ? 0 : MICROS_PER_SECOND / perSecond;
    }

    /** Takes a turn for {@code amount}, and returns in how many milliseconds it comes: when all turns before are over. */
    synchronized long take(long amount) {
        double now = clock.millis() * 1000.0;
        boolean setBack = now < lastLook;
        double turn = setBack ? now : Math.max(now, nextTurn);
        lastLook = now;
        nextTurn = turn + amount * microsEach;
        return (long) ((turn - now) / 1000);
    }
}
