package dev.yatagarasu.core.cache;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one tier in the background, in order, one at a time. Bounded by the bytes that wait: what does not fit is
 * dropped and counted, for a slow tier must not hold up the others. Safe from any thread.
 */
final class WriteQueue {
    /** What a write without content weighs: even these must not pile up without end. */
    private static final int ENTRY_BYTES = 512;

    private final Executor executor;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Write> waiting = new ArrayDeque<>();
    private final LongAdder dropped = new LongAdder();
    private long bytes;
    private boolean writing;

    private record Write(Runnable action, Runnable after, int size) {}

    /** A queue of at most {@code maxBytes}, written on {@code executor}. */
    WriteQueue(Executor executor, long maxBytes) {
        this.executor = executor;
        this.maxBytes = maxBytes;
    }

    /**
     * Has {@code action} done soon, or not at all.
     *
     * @param size bytes it holds on to
     * @param after done in any case, when nothing is held any more
     */
    void add(Runnable action, int size, Runnable after) {
        if (!enqueue(new Write(action, after, size + ENTRY_BYTES))) {
            dropped.increment();
            after.run();
        }
    }

    private boolean enqueue(Write write) {
        boolean mustStart;
        lock.lock();
        try {
            if (bytes + write.size > maxBytes) {
                return false;
            }
            bytes += write.size;
            waiting.add(write);
            mustStart = !writing;
            writing = true;
        } finally {
            lock.unlock();
        }
        if (mustStart) {
            start();
        }
        return true;
    }

    private void start() {
        try {
            executor.execute(this::writeAll);
        } catch (RejectedExecutionException e) {
            // The engine is being closed: nobody writes any more.
            discard();
        }
    }

    private void writeAll() {
        for (Write write = next(); write != null; write = next()) {
            try {
                write.action.run();
            } finally {
                write.after.run();
                done(write);
            }
        }
    }

    private @Nullable Write next() {
        lock.lock();
        try {
            Write write = waiting.poll();
            writing = write != null;
            return write;
        } finally {
            lock.unlock();
        }
    }

    private void done(Write write) {
        lock.lock();
        try {
            bytes -= write.size;
        } finally {
            lock.unlock();
        }
    }

    private void discard() {
        for (Write write = next(); write != null; write = next()) {
            write.after.run();
            done(write);
        }
    }

    /** Bytes that wait to be written. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether what waits takes more than half of the room. */
    boolean isHalfFull() {
        return bytes() > maxBytes / 2;
    }

    /** Writes that were dropped for want of room. */
    long dropped() {
        return dropped.sum();
    }
}
