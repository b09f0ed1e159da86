package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.ObjectKey;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;

/**
 * Something on its way into the cache: bytes from storage, or a copy from a lower tier to a higher one. A purge that comes
 * while it is on its way makes it void, so that what was purged does not come back. Safe from any thread.
 */
final class Fill {
    /*
     * Writes go on side by side, a purge excludes them: it first makes fills void, for which it waits for writes at work, and
     * then drops entries. So it finds all that was written before it, and nothing is written after it, not even for a moment.
     */
    private final ObjectKey key;
    private final Consumer<Fill> whenOver;
    private final AtomicInteger users = new AtomicInteger(1);
    private final StampedLock writes = new StampedLock();
    private volatile boolean voided;

    Fill(ObjectKey key, Consumer<Fill> whenOver) {
        this.key = key;
        this.whenOver = whenOver;
    }

    ObjectKey key() {
        return key;
    }

    /** Whether a purge has come meanwhile: nothing more of this may be kept. */
    boolean isVoid() {
        return voided;
    }

    /** Waits for what is being written. */
    void makeVoid() {
        long stamp = writes.writeLock();
        try {
            voided = true;
        } finally {
            writes.unlockWrite(stamp);
        }
    }

    /** Writes, unless a purge has come meanwhile; one that comes now waits. */
    void write(Runnable write) {
        long stamp = writes.readLock();
        try {
            if (!voided) {
                write.run();
            }
        } finally {
            writes.unlockRead(stamp);
        }
    }

    /** One more piece of work belongs to this fill. */
    Fill retain() {
        users.incrementAndGet();
        return this;
    }

    /** A piece of work is over; with the last one the fill is. */
    void release() {
        if (users.decrementAndGet() == 0) {
            whenOver.accept(this);
        }
    }
}
