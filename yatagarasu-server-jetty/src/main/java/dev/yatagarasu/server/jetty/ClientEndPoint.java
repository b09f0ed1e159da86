package dev.yatagarasu.server.jetty;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A client's socket. It is not read when it was empty just now: after each answer Jetty looks for the next request, twice,
 * before it waits for one; here it waits at once. What has come meanwhile is not missed: the selector reports every socket
 * that has bytes, or has ended, whenever Jetty waits for it.
 *
 * <p>It also knows since when the rest of a request is awaited, and how fast the client takes an answer.
 */
final class ClientEndPoint extends SocketChannelEndPoint {
    private static final long NOT_AWAITED = 0;

    private final long minRate;
    private volatile boolean empty;

    /** Which head or body, counted from the connection's first, was awaited last. */
    private long awaited;
    /** Since when the client has sent a part of it, but not all; of the first head since the connection is there. */
    private volatile long awaitedSince = now();

    /** Bytes that the socket took; one thread writes at a time. */
    private final AtomicLong taken = new AtomicLong();

    private long windowBegin;
    private long takenBefore;

    ClientEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, long minRate) {
        super(channel, selector, key, scheduler);
        this.minRate = minRate;
    }

    private static long now() {
        return NanoTime.now() | 1;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (empty) {
            return 0;
        }
        int space = BufferUtil.space(buffer);
        int filled = super.fill(buffer);
        empty = filled >= 0 && filled < space;
        return filled;
    }

    @Override
    public Runnable onSelected() {
        empty = false;
        return super.onSelected();
    }

    @Override
    public void fillInterested(Callback callback) {
        noteAwaited();
        super.fillInterested(callback);
    }

    @Override
    public boolean tryFillInterested(Callback callback) {
        noteAwaited();
        return super.tryFillInterested(callback);
    }

    /** All that has come is parsed here. Whoever waits a second time for the same head has got a part of it. */
    private void noteAwaited() {
        if (getConnection() instanceof HttpConnection http) {
            HttpParser parser = http.getParser();
            long next = 2 * http.getMessagesIn() - (parser.inContentState() ? 1 : 0);
            if (next != awaited) {
                awaited = next;
                awaitedSince = parser.isStart() ? NOT_AWAITED : now();
            } else if (awaitedSince == NOT_AWAITED) {
                awaitedSince = now();
            }
        }
    }

    /** Ends the connection if the rest of a head or body has been awaited for longer than that; returns whether it does. */
    boolean endIfAwaitedFor(long nanos) {
        long since = awaitedSince;
        if (since == NOT_AWAITED || NanoTime.since(since) < nanos) {
            return false;
        }
        TimeoutException timeout = new TimeoutException("the request took too long to come");
        boolean waits = getFillInterest().onFail(timeout);
        if (waits) {
            close(timeout);
        }
        return waits;
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        long before = BufferUtil.remaining(buffers);
        boolean all = super.flush(buffers);
        taken.lazySet(taken.get() + before - BufferUtil.remaining(buffers));
        return all;
    }

    /**
     * Ends the connection if an answer has waited for the client for at least that long, and it took less than the least
     * rate; returns whether it does. Called by one thread.
     */
    boolean endIfTooSlow(long nanos) {
        if (minRate == 0 || !getWriteFlusher().isPending()) {
            windowBegin = 0;
            return false;
        }
        if (windowBegin != 0 && NanoTime.since(windowBegin) < nanos) {
            return false;
        }
        writeOn();
        boolean slow = windowBegin != 0
                && taken.get() - takenBefore < minRate * (double) NanoTime.since(windowBegin) / 1_000_000_000;
        windowBegin = now();
        takenBefore = taken.get();
        if (slow) {
            close(new TimeoutException("the client takes less than " + minRate + " bytes a second"));
        }
        return slow;
    }

    /**
     * Writes what an answer that waits for the client can have written by now; returns whether that is anything. The
     * selector reports a socket as writable only when a third of its buffer is free, which a slow client takes long for: the
     * buffer may hold megabytes. Free is whatever the client has acknowledged.
     */
    private boolean writeOn() {
        long before = taken.get();
        getWriteFlusher().completeWrite();
        return taken.get() > before || !getWriteFlusher().isPending();
    }

    /** A client that has taken something of an answer, however slowly, has not stood still. */
    @Override
    protected void onIdleExpired(TimeoutException timeout) {
        if (!getWriteFlusher().isPending() || !writeOn()) {
            super.onIdleExpired(timeout);
        }
    }

    /** Has the connection end with a reset, which no client takes for the end of a body. */
    void resetAtEnd() {
        try {
            getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            close(e);
        }
    }
}
