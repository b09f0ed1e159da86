package dev.yatagarasu.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.time.Clock;

/**
 * Objects that storage said must not be kept, or that are too large: for a little while requests for them go to storage
 * one beside the other, instead of one after the other to find out the same again. Bounded; safe from any thread.
 */
final class PassedBy {
    private static final long MOST = 10_000;
    private static final long REMEMBERED_MILLIS = 10_000;

    private final Cache<ObjectKey, Long> since =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final Clock clock;

    PassedBy(Clock clock) {
        this.clock = clock;
    }

    void add(ObjectKey key) {
        since.put(key, clock.millis());
    }

    boolean contains(ObjectKey key) {
        Long noted = since.getIfPresent(key);
        return noted != null && Math.abs(clock.millis() - noted) < REMEMBERED_MILLIS;
    }

    void forget(Purge purge) {
        since.asMap().keySet().removeIf(purge::mayMatch);
    }
}
