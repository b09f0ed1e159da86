package dev.yatagarasu.core.internal.resilience;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a time; tests put something else in its place. */
@FunctionalInterface
public interface Pause {
    /** Blocks for so long, or until the thread is interrupted. */
    void of(Duration time) throws InterruptedException;

    /** Waits in real time. */
    static Pause real() {
        return time -> {
            boolean unused = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        };
    }
}
