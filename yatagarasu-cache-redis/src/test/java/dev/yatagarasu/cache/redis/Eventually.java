package dev.yatagarasu.cache.redis;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for what other processes do. */
final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Eventually() {}

    /** Returns when the condition holds; fails if it does not in half a minute, or says why not. */
    static void holds(String what, Callable<Boolean> condition) {
        long start = System.nanoTime();
        @Nullable Exception last = null;
        while (System.nanoTime() - start < LONGEST.toNanos()) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("this never came true: " + what, last);
    }
}
