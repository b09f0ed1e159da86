package dev.yatagarasu.core.event;

/**
 * Is told what happens in the engine. Called on the thread where it happens, the I/O thread of a front end among them: a
 * listener must not block, and what it throws is logged and dropped.
 */
public interface Listener {
    /** A request is over. */
    default void requestDone(RequestDone event) {}

    /** Another configuration is in force. */
    default void reloaded(Reloaded event) {}

    /** A tier of the cache has begun to fail, and is left alone for a while ({@code up} is false), or works again. */
    default void cacheTierTurned(String tier, boolean up) {}
}
