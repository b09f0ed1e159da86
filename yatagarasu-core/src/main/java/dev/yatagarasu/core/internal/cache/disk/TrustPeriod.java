package dev.yatagarasu.core.internal.cache.disk;

import java.time.Clock;
import java.time.Duration;

/**
 * For how long bytes on the disk are believed once they were compared with their checksum.
 *
 * @param clock tells when that was
 * @param span how long; zero to believe nothing
 */
record TrustPeriod(Clock clock, Duration span) {
    /** In place of a time: nothing has been compared yet. */
    static final long NEVER = 0;

    long now() {
        return clock.millis();
    }

    /** Whether what was compared then need not be compared again. A clock that was set back proves nothing. */
    boolean holds(long comparedMillis) {
        long age = now() - comparedMillis;
        return comparedMillis != NEVER && age >= 0 && age < span.toMillis();
    }
}
