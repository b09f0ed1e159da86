package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.cache.ObjectKey;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something on its way into the cache: bytes from storage, or a copy from a lower tier to a higher one. A purge that comes
 * while it is on its way makes it void, so that what was purged does not come back. Safe from any thread.
 */
final class Fill {
    /*
     * Every write looks at the fill, writes, and looks again; a purge first makes fills void and then drops entries. So
     * one of the two sees the other: either the write takes its entry back, or the purge drops it.
     */
    private final Fills fills;
    private final ObjectKey key;
    private final AtomicInteger users = new AtomicInteger(1);
    private volatile boolean voided;

    Fill(Fills fills, ObjectKey key) {
        this.fills = fills;
        this.key = key;
    }

    ObjectKey key() {
        return key;
    }

    /** Whether a purge has come meanwhile: nothing more of this may be kept. */
    boolean isVoid() {
        return voided;
    }

    void makeVoid() {
        voided = true;
    }

    /** One more piece of work belongs to this fill. */
    Fill retain() {
        users.incrementAndGet();
        return this;
    }

    /** A piece of work is over; with the last one the fill is. */
    void release() {
        if (users.decrementAndGet() == 0) {
            fills.end(this);
        }
    }
}
