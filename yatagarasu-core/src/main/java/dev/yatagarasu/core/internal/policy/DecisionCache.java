package dev.yatagarasu.core.internal.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.core.config.DecisionCacheConfig;
import dev.yatagarasu.core.internal.memory.HeapSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Remembers what a policy decided, by all that it was given, until its time is over or that of the credentials. Bounded in
 * number and in bytes; those that are asked for least go first. Never blocks; safe from any thread.
 */
final class DecisionCache {
    /** Of an entry without anything in it: nodes, records and references. */
    private static final int OVERHEAD = 320;

    private final DecisionCacheConfig config;
    private final Clock clock;
    private final Cache<PolicyQuestion, Remembered> decisions;
    private final AtomicLong purges = new AtomicLong();

    private record Remembered(Decision decision, Duration lifetime) {
        long heapSize() {
            return decision instanceof Decision.Deny deny ? HeapSize.of(deny.reason()) : 0;
        }
    }

    /** One that takes about {@code maxBytes} at most. */
    DecisionCache(DecisionCacheConfig config, long maxBytes, Clock clock) {
        this.config = config;
        this.clock = clock;
        // No entry weighs less than its share, so the one bound holds for the number as well.
        int share = Math.clamp(maxBytes / config.maxEntries(), 1, Integer.MAX_VALUE);
        this.decisions = Caffeine.newBuilder()
                .maximumWeight((long) share * config.maxEntries())
                .<PolicyQuestion, Remembered>weigher((question, remembered) ->
                        Math.clamp(OVERHEAD + question.heapSize() + remembered.heapSize(), share, Integer.MAX_VALUE))
                .expireAfter(Expiry.<PolicyQuestion, Remembered>creating((question, remembered) -> remembered.lifetime))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    Optional<Decision> recall(PolicyQuestion question) {
        Remembered remembered = decisions.getIfPresent(question);
        return remembered == null ? Optional.empty() : Optional.of(remembered.decision);
    }

    /** The number of purges so far; callers read it before they ask a policy, for {@link #remember}. */
    long purges() {
        return purges.get();
    }

    /** Keeps a decision, unless something was forgotten since {@code purgesBefore}: it may be made from what has changed. */
    void remember(PolicyQuestion question, Decision decision, Instant validUntil, long purgesBefore) {
        Duration ttl = switch (decision) {
            case Decision.Allow allow -> config.ttl();
            case Decision.Deny deny -> config.negativeTtl();
        };
        Instant now = clock.instant();
        Duration lifetime = validUntil.isBefore(now.plus(ttl)) ? Duration.between(now, validUntil) : ttl;
        if (!lifetime.isPositive()) {
            return;
        }
        Remembered remembered = new Remembered(decision, lifetime);
        decisions.put(question, remembered);
        if (purges.get() != purgesBefore) {
            decisions.asMap().remove(question, remembered);
        }
    }

    /** Forgets decisions about such questions, and returns how many there were. */
    long forget(Predicate<PolicyQuestion> which) {
        purges.incrementAndGet();
        return decisions.asMap().keySet().stream()
                .filter(which)
                .filter(question -> decisions.asMap().remove(question) != null)
                .count();
    }

    /** Decisions remembered now. */
    long size() {
        decisions.cleanUp();
        return decisions.estimatedSize();
    }

    /** What they take, in bytes: an estimate. */
    long bytes() {
        decisions.cleanUp();
        return decisions.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }
}
