package dev.yatagarasu.core.internal.guard;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * How much of a limit has been used, as one number: the time at which all of it will be there again. That is a token
 * bucket that fills continuously, in the form of the generic cell rate algorithm (ITU-T I.371). Never blocks.
 */
final class TokenBucket {
    /*
     * Times are those of an arbitrary monotonic source, which may be negative and overflow: only differences count.
     * A request that is refused changes nothing, so that refusals cannot keep anybody out for longer.
     */
    private static final AtomicLongFieldUpdater<TokenBucket> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(TokenBucket.class, "fullAt");

    private volatile long fullAt;

    /** A full one. */
    TokenBucket(long now) {
        fullAt = now;
    }

    /** Takes a token, and says how many are left; less than 0 if there was none to take. */
    long take(Limit limit, long now) {
        long most = limit.nanosToRefill();
        while (true) {
            long before = fullAt;
            long missing = Math.clamp(before - now, 0, most) + limit.nanosPerToken();
            if (missing > most) {
                return -1;
            }
            if (FULL_AT.compareAndSet(this, before, now + missing)) {
                return (most - missing) / limit.nanosPerToken();
            }
        }
    }
}
