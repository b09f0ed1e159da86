package dev.yatagarasu.core.event;

import dev.yatagarasu.core.report.BreakerState;

/**
 * Receives the events of an engine. Called on the thread where the event happens, which may be an I/O thread of a front
 * end: a listener must not block. Exceptions that it throws are logged and dropped.
 */
public interface Listener {
    /** A request has ended. */
    default void requestDone(RequestDone event) {}

    /** A reload has put another configuration into force. */
    default void reloaded(Reloaded event) {}

    /** A tier of the cache has started to fail and is not used for a while ({@code up} is false), or works again. */
    default void cacheTierTurned(String tier, boolean up) {}

    /** A request moves from one replica of a bucket's storage to the next, because the first one fails or is not asked. */
    default void storageFailedOver(String bucket, String from, String to) {}

    /** The circuit breaker of a replica has changed its state. */
    default void storageBreakerTurned(String bucket, String replica, BreakerState state) {}
}
