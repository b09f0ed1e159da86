package dev.yatagarasu.core.internal.cache;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to one tier in the background, in order, one at a time. Bounded by the bytes that wait: what does not fit, even
 * after a while where somebody has patience, is dropped and counted, for a slow tier must not hold up the others. Safe from
 * any thread.
 */
final class WriteQueue {
    private static final Logger log = LoggerFactory.getLogger(WriteQueue.class);
    /** What a write weighs beside what it holds: even small ones must not pile up without end. */
    private static final int ENTRY_BYTES = 128;

    private final Executor executor;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomMade = lock.newCondition();
    private final Queue<Write> waiting = new ArrayDeque<>();
    private final LongAdder dropped = new LongAdder();
    private long bytes;
    private boolean writing;
    /** A writer has waited for room in vain, and nothing has been written since: no other one waits. */
    private boolean stuck;

    /**
     * What is to be written.
     *
     * @param action writes it
     * @param after done in any case, when nothing is held any more
     * @param size bytes held on to
     */
    record Write(Runnable action, Runnable after, int size) {
        private long weight() {
            return (long) size + ENTRY_BYTES;
        }
    }

    /** A queue of at most {@code maxBytes}, written on {@code executor}. */
    WriteQueue(Executor executor, long maxBytes) {
        this.executor = executor;
        this.maxBytes = maxBytes;
    }

    /** Has {@code write} done soon, or not at all; false if there was no room for it, however patient one was. */
    boolean add(Write write, TierWaitBudget wait) {
        boolean added = enqueue(write, wait);
        if (!added) {
            dropped.increment();
            write.after.run();
        }
        return added;
    }

    private boolean enqueue(Write write, TierWaitBudget wait) {
        boolean mustStart;
        lock.lock();
        try {
            if (!awaitRoom(write, wait)) {
                return false;
            }
            bytes += write.weight();
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

    private boolean awaitRoom(Write write, TierWaitBudget wait) {
        long left = stuck ? 0 : wait.nanos();
        while (bytes + write.weight() > maxBytes) {
            if (left <= 0 || write.weight() > maxBytes) {
                return false;
            }
            try {
                long before = left;
                left = roomMade.awaitNanos(left);
                wait.spend(before - left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            stuck = left <= 0;
        }
        return true;
    }

    private void start() {
        try {
            executor.execute(this::writeAll);
        } catch (RejectedExecutionException e) {
            // The engine is being closed: nobody writes any more.
            discard();
        } catch (Throwable e) {
            log.warn("no thread to write on: what waits to be written is dropped", e);
            discard();
        }
    }

    private void writeAll() {
        for (Write write = next(); write != null; write = next()) {
            attempt(write.action);
            finish(write);
        }
    }

    /** Whatever is thrown, the writes behind it must not wait for ever. */
    private static void attempt(Runnable part) {
        try {
            part.run();
        } catch (Throwable e) {
            log.warn("a write to a cache tier failed", e);
        }
    }

    private void finish(Write write) {
        attempt(write.after);
        done(write);
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
            bytes -= write.weight();
            stuck = false;
            roomMade.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void discard() {
        for (Write write = next(); write != null; write = next()) {
            dropped.increment();
            finish(write);
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

    /** Writes that were dropped because the queue was full. */
    long dropped() {
        return dropped.sum();
    }
}
