package dev.yatagarasu.core.internal.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps retries a small part of all calls, so that they do not bury a service that is short of breath: at any time, a fifth of
 * the calls in flight may be retries, and three in any case. Safe from any thread.
 */
public final class RetryBudget {
    private static final int ALWAYS = 3;
    private static final int PART = 5;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    /** A call begins. */
    public void callBegins() {
        calls.incrementAndGet();
    }

    /** A call is over, with all of its retries. */
    public void callEnds() {
        calls.decrementAndGet();
    }

    /** Whether a call may become a retry; if so, {@link #retryEnds} follows. */
    public boolean retryBegins() {
        int allowed = Math.max(ALWAYS, calls.get() / PART);
        int now = retries.get();
        while (now < allowed) {
            if (retries.compareAndSet(now, now + 1)) {
                return true;
            }
            now = retries.get();
        }
        return false;
    }

    /** A retry is over. */
    public void retryEnds() {
        retries.decrementAndGet();
    }
}
