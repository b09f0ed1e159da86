package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.ObjectKey;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that is being collected of bodies whose length nobody knows. How much that is at once is bounded, and objects that have
 * turned out to be too large pass by for a while. Never blocks; safe from any thread.
 */
final class CollectionBudget {
    /** Bytes of one body: it waits in memory until its end has been seen. */
    static final long MOST_OF_ONE = 8L * 1024 * 1024;

    private final AtomicLong left;
    private final HitForPass hitForPass;

    /** Half as many bytes at once as so many transfers hold. */
    CollectionBudget(int transfers, HitForPass hitForPass) {
        this.left = new AtomicLong(transfers * 3L * BlockKey.BLOCK_SIZE / 2);
        this.hitForPass = hitForPass;
    }

    /** Takes so many bytes; false if there are not so many left. */
    boolean reserve(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    /** Gives so many bytes back. */
    void release(int bytes) {
        left.addAndGet(bytes);
    }

    /** An object has turned out to be too large to keep. */
    void tooLarge(ObjectKey key) {
        hitForPass.add(key);
    }
}
