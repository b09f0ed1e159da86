package dev.yatagarasu.core.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.core.config.DecisionCacheConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Remembers what a policy decided, by all that it was given, until its time is over or that of the credentials. Never
 * blocks; safe from any thread.
 */
final class DecisionCache {
    private final DecisionCacheConfig config;
    private final Clock clock;
    private final Cache<AccessRequest, Remembered> decisions;
    private final AtomicLong purges = new AtomicLong();

    private record Remembered(Decision decision, long untilMillis) {}

    DecisionCache(DecisionCacheConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.decisions = Caffeine.newBuilder()
                .maximumSize(config.maxEntries())
                .executor(Runnable::run)
                .build();
    }

    Optional<Decision> recall(AccessRequest request) {
        Remembered remembered = decisions.getIfPresent(request);
        return remembered == null || clock.millis() >= remembered.untilMillis
                ? Optional.empty()
                : Optional.of(remembered.decision);
    }

    /** How often something has been forgotten; whoever asks a policy notes it before, for {@link #remember}. */
    long purges() {
        return purges.get();
    }

    /** Keeps a decision, unless something was forgotten since {@code purgesBefore}: it may be made from what has changed. */
    void remember(AccessRequest request, Decision decision, Instant validUntil, long purgesBefore) {
        Duration ttl = switch (decision) {
            case Decision.Allow allow -> config.ttl();
            case Decision.Deny deny -> config.negativeTtl();
        };
        Instant end = clock.instant().plus(ttl);
        long until = (validUntil.isBefore(end) ? validUntil : end).toEpochMilli();
        if (ttl.isZero() || until <= clock.millis()) {
            return;
        }
        Remembered remembered = new Remembered(decision, until);
        decisions.put(request, remembered);
        if (purges.get() != purgesBefore) {
            decisions.asMap().remove(request, remembered);
        }
    }

    /** Forgets decisions about such requests, and returns how many there were. */
    long forget(Predicate<AccessRequest> which) {
        purges.incrementAndGet();
        long before = size();
        decisions.asMap().keySet().removeIf(which);
        return Math.max(0, before - size());
    }

    long size() {
        return decisions.asMap().size();
    }
}
