package dev.yatagarasu.core.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.core.identity.ClaimChecks.Validity;
import java.util.Optional;

/**
 * Tokens that were found good, by their full text, as long as they are and as their key is in use. Bounded by the memory
 * that they take, roughly. Safe from any thread.
 */
final class RememberedTokens {
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    /** Of an entry without claims; the claims take about twice as much as the token they came in. */
    private static final int LEAST_BYTES = 512;

    private final Cache<String, Entry> entries = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<String, Entry>weigher((token, entry) -> LEAST_BYTES + 3 * token.length())
            .executor(Runnable::run)
            .build();

    private record Entry(Optional<Identification> answer, Validity validity, VerificationKey key) {}

    /** Whose the token is, if that is known and the token is good at {@code now}. */
    Optional<Identification> find(String token, long now) {
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

    void add(String token, Identification.Identified answer, Validity validity, VerificationKey key) {
        entries.put(token, new Entry(Optional.of(answer), validity, key));
    }

    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
