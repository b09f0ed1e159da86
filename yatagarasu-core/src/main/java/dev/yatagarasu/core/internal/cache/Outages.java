package dev.yatagarasu.core.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;

/**
 * Buckets whose storage did not answer when it was last asked: what may be served stale then does not wait for it again and
 * again. For some minutes after the last failure, one request a second asks. Bounded; safe from any thread.
 */
final class Outages {
    private static final long MOST = 10_000;
    private static final long RETRY_MILLIS = 1_000;
    /** Longer than storage may take to answer; without news for so long, the outage may be over. */
    private static final long REMEMBERED_MILLIS = 300_000;

    private final Cache<String, Outage> outages =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final Clock clock;

    private record Outage(long failedMillis, long askedMillis) {}

    Outages(Clock clock) {
        this.clock = clock;
    }

    /** Storage did not answer. During an outage this does not put off the next question: one bad object must not hide that others are well. */
    void note(String bucket) {
        long now = clock.millis();
        outages.asMap()
                .compute(
                        bucket,
                        (name, before) -> new Outage(now, before == null || isOver(before) ? now : before.askedMillis));
    }

    /** Storage answered, whatever it said. */
    void end(String bucket) {
        outages.invalidate(bucket);
    }

    boolean lasts(String bucket) {
        Outage outage = outages.getIfPresent(bucket);
        return outage != null && !isOver(outage);
    }

    private boolean isOver(Outage outage) {
        return isPast(outage.failedMillis, REMEMBERED_MILLIS);
    }

    /** Whether storage should be asked again: says so to one caller in each window. */
    boolean isTimeToAsk(String bucket) {
        Outage outage = outages.getIfPresent(bucket);
        return outage != null
                && isPast(outage.askedMillis, RETRY_MILLIS)
                && outages.asMap().replace(bucket, outage, new Outage(outage.failedMillis, clock.millis()));
    }

    /** Whether so much time has gone by since; a clock that was set back counts as much time. */
    private boolean isPast(long since, long millis) {
        long elapsed = clock.millis() - since;
        return elapsed < 0 || elapsed >= millis;
    }
}
