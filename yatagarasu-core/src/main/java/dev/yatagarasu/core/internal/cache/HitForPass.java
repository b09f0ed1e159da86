package dev.yatagarasu.core.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.internal.memory.HeapSize;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Objects that storage said must not be kept, or that are too large: for a little while requests for them go to storage
 * one beside the other, instead of one after the other to find out the same again. Bounded in bytes; safe from any thread.
 */
final class HitForPass {
    private static final long MOST_BYTES = 1024 * 1024;
    private static final int OVERHEAD = 160;
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final Cache<ObjectKey, Long> since;
    private final Clock clock;

    HitForPass(Clock clock) {
        this.clock = clock;
        this.since = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .<ObjectKey, Long>weigher(
                        (key, noted) -> Math.toIntExact(OVERHEAD + HeapSize.of(key.key()) + HeapSize.of(key.variant())))
                .expireAfterWrite(REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    void add(ObjectKey key) {
        since.put(key, clock.millis());
    }

    boolean contains(ObjectKey key) {
        Long noted = since.getIfPresent(key);
        return noted != null && clock.millis() >= noted;
    }

    void forget(Purge purge) {
        since.asMap().keySet().removeIf(purge::mayMatch);
    }
}
