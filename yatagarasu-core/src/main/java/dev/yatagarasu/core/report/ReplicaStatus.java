package dev.yatagarasu.core.report;

import java.time.Duration;

/**
 * The state of one replica of a bucket's storage.
 *
 * @param bucket the bucket's name
 * @param replica its own name; the first one of each bucket is called {@code primary}
 * @param enabled false while an operator has disabled it
 * @param breaker what its circuit breaker lets through
 * @param retryIn how long until the breaker lets a request through again; zero if it does so now
 * @param health what its last probe found: {@code up}, {@code unknown} or what is wrong; for operators
 */
public record ReplicaStatus(
        String bucket, String replica, boolean enabled, BreakerState breaker, Duration retryIn, String health) {
    /** The health of storage that answers. */
    public static final String UP = "up";

    /** Whether requests are sent to it, and its last probe found nothing wrong. */
    public boolean isWell() {
        return enabled && breaker == BreakerState.CLOSED && health.equals(UP);
    }
}
