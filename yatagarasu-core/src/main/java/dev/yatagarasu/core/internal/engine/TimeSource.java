package dev.yatagarasu.core.internal.engine;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What an engine reads time from.
 *
 * @param clock the wall clock, for freshness
 * @param ticker nanoseconds that only go forward, for durations and rate limits
 */
public record TimeSource(Clock clock, LongSupplier ticker) {
    /** The system's nanoseconds, which no change of the clock disturbs. */
    public static final LongSupplier SYSTEM_TICKER = System::nanoTime;

    long nanos() {
        return ticker.getAsLong();
    }

    long millis() {
        return clock.millis();
    }
}
