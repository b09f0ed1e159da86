package dev.yatagarasu.core.internal.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the requests whose answers are not all sent yet. Safe from any thread. */
final class InFlightRequests {
    private final AtomicInteger count = new AtomicInteger();
    private volatile @Nullable CountDownLatch idle;

    void enter() {
        count.incrementAndGet();
    }

    void leave() {
        if (count.decrementAndGet() == 0) {
            CountDownLatch waiting = idle;
            if (waiting != null) {
                waiting.countDown();
            }
        }
    }

    int count() {
        return count.get();
    }

    /** Waits until there is none; false if that takes longer than {@code timeout}. Call it once. */
    boolean awaitNone(Duration timeout) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        idle = latch;
        return count.get() == 0 || latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
