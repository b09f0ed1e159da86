package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.core.report.BreakerState;

/** Is told what becomes of replicas, on the thread where it happens. Must not block. */
public interface StorageEvents {
    /** A request goes on to another replica. */
    void failedOver(String bucket, String from, String to);

    /** The circuit breaker of a replica has changed its state. */
    void breakerTurned(String bucket, String replica, BreakerState state);
}
