package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.Purge;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Purges that a failing tier has missed. They are made up for before anything is read from it again. Bounded: of very many,
 * whole buckets are left. Safe from any thread.
 */
final class PendingPurges {
    private static final int MOST = 1_000;

    /** Over the list only: whoever owes one more must not wait for a tier that hangs. */
    private final ReentrantLock lock = new ReentrantLock();

    private final ReentrantLock paying = new ReentrantLock();
    private final Deque<Purge> pending = new ArrayDeque<>();
    private volatile boolean any;

    void add(Purge purge) {
        lock.lock();
        try {
            if (pending.size() >= MOST) {
                Set<Purge> buckets = new LinkedHashSet<>();
                pending.forEach(missed -> buckets.add(Purge.bucket(missed.bucket())));
                pending.clear();
                pending.addAll(buckets);
            }
            pending.add(purge);
            any = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return !any;
    }

    /** Purges the tier of all that it missed. What fails stays owed, and the failure is thrown. */
    void pay(CacheTier tier) {
        if (!any) {
            return;
        }
        paying.lock();
        try {
            for (Optional<Purge> next = next(); next.isPresent(); next = next()) {
                tier.purge(next.get());
                paid(next.get());
            }
        } finally {
            paying.unlock();
        }
    }

    private Optional<Purge> next() {
        lock.lock();
        try {
            any = !pending.isEmpty();
            return Optional.ofNullable(pending.peekFirst());
        } finally {
            lock.unlock();
        }
    }

    /** Takes one out, unless whole buckets have taken its place meanwhile. */
    private void paid(Purge purge) {
        lock.lock();
        try {
            pending.removeFirstOccurrence(purge);
        } finally {
            lock.unlock();
        }
    }
}
