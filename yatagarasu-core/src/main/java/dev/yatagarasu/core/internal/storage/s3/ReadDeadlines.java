package dev.yatagarasu.core.internal.storage.s3;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.io.CloseMode;

/**
 * Ends reads that wait for too long, by closing their connection. A socket's own time-out would set a timer and wake its
 * thread for each read, which costs as much as the read; here one look at all connections, a few times within the
 * shortest time-out, does for all of them. Nothing runs while storage is not asked.
 */
final class ReadDeadlines {
    private static final long LONGEST_TICK = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int LOOKS_WITHIN_A_TIMEOUT = 8;

    private final Set<S3Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicBoolean watching = new AtomicBoolean();
    /** Not an executor of the engine's: if that one had no thread left, reads would hold all of them and never end. */
    private final Executor afterATick;

    ReadDeadlines(S3Timeouts timeouts) {
        long shortest = TimeUnit.MILLISECONDS.toNanos(timeouts.shortestRead().toMilliseconds());
        long tick = Math.clamp(shortest / LOOKS_WITHIN_A_TIMEOUT, SHORTEST_TICK, LONGEST_TICK);
        this.afterATick = CompletableFuture.delayedExecutor(tick, TimeUnit.NANOSECONDS, Runnable::run);
    }

    void add(S3Connection connection) {
        connections.add(connection);
    }

    void remove(S3Connection connection) {
        connections.remove(connection);
    }

    /** An exchange begins: from now on somebody looks. */
    void begin() {
        exchanges.incrementAndGet();
        if (!watching.get() && watching.compareAndSet(false, true)) {
            afterATick.execute(this::look);
        }
    }

    /** An exchange is over. */
    void end() {
        exchanges.decrementAndGet();
    }

    boolean isWatching() {
        return watching.get();
    }

    private void look() {
        try {
            closeOverdue(System.nanoTime());
        } finally {
            if (!rest()) {
                afterATick.execute(this::look);
            }
        }
    }

    /** Whether the watch has ended: nobody is waiting, nor has begun to just now and relies on it. */
    private boolean rest() {
        if (exchanges.get() > 0) {
            return false;
        }
        watching.set(false);
        return exchanges.get() == 0 || !watching.compareAndSet(false, true);
    }

    private void closeOverdue(long now) {
        for (S3Connection connection : connections) {
            if (connection.deadline().expire(now)) {
                connection.close(CloseMode.IMMEDIATE);
            }
        }
    }
}
