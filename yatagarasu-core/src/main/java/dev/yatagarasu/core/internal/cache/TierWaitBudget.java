package dev.yatagarasu.core.internal.cache;

import java.util.concurrent.TimeUnit;

/** How long somebody is ready to wait for slow tiers: for a moment each time, and not for ever in all. For one thread at a time. */
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

    /** So long somebody has waited. */
    void spend(long nanos) {
        leftNanos -= nanos;
    }
}
