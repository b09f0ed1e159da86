package dev.yatagarasu.core.internal.storage.s3;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.util.Timeout;

/**
 * Until when a connection may wait for its next bytes. Set and cleared by the thread that reads, around every read; found
 * to be over by {@link ReadDeadlines}. Exactly one of them wins: a read that has ended is never called overdue, and the
 * connection of one that is overdue serves nobody any more.
 */
final class ReadDeadline {
    private static final long NONE = 0;
    private static final long OVER = Long.MIN_VALUE;

    /** In the terms of {@link System#nanoTime}, never NONE or OVER by chance. */
    private final AtomicLong deadline = new AtomicLong(NONE);

    private Timeout patience = Timeout.DISABLED;
    private long patienceNanos;

    /** How long each of the reads from now on may take. */
    void patience(Timeout each) {
        patience = each;
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(each.toMilliseconds());
    }

    /** A read begins. */
    void begin() {
        long until = System.nanoTime() + patienceNanos;
        deadline.set(until == NONE || until == OVER ? until + 1 : until);
    }

    /** A read is over, well or badly; throws if its time was. */
    void end() throws SocketTimeoutException {
        if (deadline.getAndSet(NONE) == OVER) {
            throw new SocketTimeoutException("no bytes within " + patience);
        }
    }

    /** Whether a read is going on whose time is over at {@code now}; it is told so once. */
    boolean expire(long now) {
        long until = deadline.get();
        return until != NONE && until != OVER && now - until >= 0 && deadline.compareAndSet(until, OVER);
    }
}
