package dev.yatagarasu.core.internal.cache;

import java.util.concurrent.TimeUnit;

/**
 * How long a reader waits for slow tiers: a limit for each wait, and one for all waits together. For one thread at a
 * time.
 */
final class TierWaitBudget {
    private static final long ONCE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long IN_ALL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private long leftNanos;

    private TierWaitBudget(long leftNanos) {
        this.leftNanos = leftNanos;
    }

    static TierWaitBudget fresh() {
        return new TierWaitBudget(IN_ALL_NANOS);
    }

    static TierWaitBudget none() {
        return new TierWaitBudget(0);
    }

    /** How long to wait this time. */
    long nanos() {
        return Math.min(leftNanos, ONCE_NANOS);
    }

    /** Subtracts the time of one wait. */
    void spend(long nanos) {
        leftNanos -= nanos;
    }
}
