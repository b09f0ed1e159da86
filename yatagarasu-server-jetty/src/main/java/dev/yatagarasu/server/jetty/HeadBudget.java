package dev.yatagarasu.server.jetty;

import com.codahale.metrics.Counter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the heap the heads of requests may hold while they are not whole, and the room that large ones leave behind
 * in their connections. Without it some hundreds of clients could fill the heap: many short fields take about thirty times
 * as much as was sent.
 */
final class HeadBudget {
    private static final int PART_OF_HEAP = 16;

    private final long most;
    private final Counter refused;
    private final AtomicLong held = new AtomicLong();

    HeadBudget(long most, Counter refused) {
        this.most = most;
        this.refused = refused;
    }

    /** A sixteenth of the heap. */
    static HeadBudget ofHeap(Counter refused) {
        return new HeadBudget(Runtime.getRuntime().maxMemory() / PART_OF_HEAP, refused);
    }

    /** Takes another amount of bytes than before; returns whether there is room for it, else takes nothing more. */
    boolean change(long before, long now) {
        long more = now - before;
        if (held.addAndGet(more) <= most || more <= 0) {
            return true;
        }
        held.addAndGet(-more);
        refused.inc();
        return false;
    }

    /** Gives bytes back. */
    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /** Bytes that are taken. */
    long held() {
        return held.get();
    }
}
