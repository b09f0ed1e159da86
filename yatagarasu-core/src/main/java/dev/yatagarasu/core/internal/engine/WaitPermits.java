package dev.yatagarasu.core.internal.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places for requests that have to wait for something. Among several buckets one gets another place only as long as it
 * holds fewer than are free: one bucket that hangs can take half of all, and the next one half of what is left then.
 * Counted by the names of buckets, since what waits outlives a reload. Safe from any thread.
 */
final class WaitPermits {
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<String, Integer> takenBy = new ConcurrentHashMap<>();

    /** Takes a place of {@code all}; false if there is none for that bucket. */
    boolean take(String bucket, int all, boolean alone) {
        int total = taken.incrementAndGet();
        int own = takenBy.merge(bucket, 1, Integer::sum);
        if (fits(total, own, all, alone)) {
            return true;
        }
        giveBack(bucket);
        return false;
    }

    /** Gives a place back. */
    void giveBack(String bucket) {
        takenBy.computeIfPresent(bucket, (name, own) -> own == 1 ? null : own - 1);
        taken.decrementAndGet();
    }

    /** Whether {@link #take} would find a place. */
    boolean hasRoom(String bucket, int all, boolean alone) {
        return fits(taken.get() + 1, takenBy.getOrDefault(bucket, 0) + 1, all, alone);
    }

    private static boolean fits(int total, int own, int all, boolean alone) {
        int freeBefore = all - (total - 1);
        return freeBefore > 0 && (alone || own - 1 < freeBefore);
    }

    /** Requests that have one. */
    int taken() {
        return taken.get();
    }
}
