package dev.yatagarasu.core.event;

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
}
