package dev.yatagarasu.core.internal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.core.internal.identity.ClaimChecks.Validity;
import dev.yatagarasu.core.internal.memory.HeapSize;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tokens that were found good, by their full text, as long as they are and as their key is in use. Bounded by the memory
 * that they take. Safe from any thread.
 */
final class RememberedTokens {
    /** Of an entry without anything in it: nodes, records and references. */
    private static final int OVERHEAD = 320;

    private final Cache<String, Entry> entries;

    /** What is known of a token that {@code key} has signed. */
    record Entry(Optional<Authentication> answer, Principal principal, Validity validity, VerificationKey key) {
        Entry(Authentication answer, Principal principal, Validity validity, VerificationKey key) {
            this(Optional.of(answer), principal, validity, key);
        }

        /** How long it may be good, in nanoseconds; longer ends are as good as none. */
        long lifetime(long now) {
            return TimeUnit.MILLISECONDS.toNanos(Math.max(0, validity.until() - now));
        }
    }

    /** Takes about {@code maxBytes} of the heap at most. */
    RememberedTokens(long maxBytes, Clock clock) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<String, Entry>weigher((token, entry) ->
                        Math.clamp(OVERHEAD + HeapSize.of(token) + HeapSize.of(entry.principal), 1, Integer.MAX_VALUE))
                .expireAfter(Expiry.<String, Entry>creating(
                        (token, entry) -> Duration.ofNanos(entry.lifetime(clock.millis()))))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** Whose the token is, if that is known and the token is good at {@code now}. */
    Optional<Authentication> find(String token, long now) {
        Entry entry = entries.getIfPresent(token);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.key.isRetired() || !entry.validity.includes(now)) {
            entries.invalidate(token);
            return Optional.empty();
        }
        return entry.answer;
    }

    void add(String token, Entry entry) {
        entries.put(token, entry);
    }

    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
