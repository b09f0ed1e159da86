package dev.yatagarasu.core.internal.engine;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The permits of requests that have to wait for something. Half of all is shared out evenly and reserved: whatever happens
 * elsewhere, a bucket can have its part. Of the other half, a bucket gets another permit only as long as it holds fewer than
 * are free, so that one bucket that hangs leaves something to the others. Counted by the names of buckets, since what waits
 * outlives a reload. Safe from any thread.
 */
final class WaitPermits {
    private static final Held NONE = new Held(0, 0);

    private final AtomicInteger shared = new AtomicInteger();
    private final ConcurrentMap<String, Held> heldBy = new ConcurrentHashMap<>();

    /** Where a permit comes from. */
    enum Permit {
        RESERVED,
        SHARED
    }

    /**
     * How many permits there are.
     *
     * @param all for all buckets together
     * @param buckets how many buckets there are, at least one
     */
    record Bounds(int all, int buckets) {
        int reserve() {
            return all / 2 / buckets;
        }

        int sharedByAll() {
            return all - reserve() * buckets;
        }
    }

    /** How many a bucket holds. */
    private record Held(int reserved, int shared) {
        Held with(Permit permit, int change) {
            return permit == Permit.RESERVED
                    ? new Held(reserved + change, shared)
                    : new Held(reserved, shared + change);
        }
    }

    /** Takes a permit; empty if there is none for that bucket. */
    Optional<Permit> take(String bucket, Bounds bounds) {
        @Nullable Permit[] taken = {null};
        heldBy.compute(bucket, (name, before) -> {
            Held held = before == null ? NONE : before;
            Permit permit = next(held, bounds);
            taken[0] = permit;
            return permit == null ? before : held.with(permit, 1);
        });
        return Optional.ofNullable(taken[0]);
    }

    private @Nullable Permit next(Held held, Bounds bounds) {
        if (held.reserved < bounds.reserve()) {
            return Permit.RESERVED;
        }
        if (fits(held, shared.incrementAndGet(), bounds)) {
            return Permit.SHARED;
        }
        shared.decrementAndGet();
        return null;
    }

    private static boolean fits(Held held, int sharedWithIt, Bounds bounds) {
        int free = bounds.sharedByAll() - (sharedWithIt - 1);
        return free > 0 && (bounds.buckets() == 1 || held.shared < free);
    }

    /** Gives a permit back. */
    void giveBack(String bucket, Permit permit) {
        heldBy.computeIfPresent(bucket, (name, held) -> {
            Held left = held.with(permit, -1);
            return left.equals(NONE) ? null : left;
        });
        if (permit == Permit.SHARED) {
            shared.decrementAndGet();
        }
    }

    /** Whether {@link #take} would find a permit. */
    boolean hasRoom(String bucket, Bounds bounds) {
        Held held = heldBy.getOrDefault(bucket, NONE);
        return held.reserved < bounds.reserve() || fits(held, shared.get() + 1, bounds);
    }

    /** Requests that have one. */
    int taken() {
        return heldBy.values().stream()
                .mapToInt(held -> held.reserved + held.shared)
                .sum();
    }
}
