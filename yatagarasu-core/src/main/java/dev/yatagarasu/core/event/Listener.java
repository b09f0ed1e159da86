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

    /** A request goes on from one replica of a bucket's storage to another, since the first one fails or is left alone. */
    default void storageFailedOver(String bucket, String from, String to) {}

    /** Requests to a replica are held back ({@code OPEN}), tried one at a time ({@code HALF_OPEN}), or go there again. */
    default void storageBreakerTurned(String bucket, String replica, BreakerState state) {}
}
