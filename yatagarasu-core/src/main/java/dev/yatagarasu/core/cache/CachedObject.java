package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.core.http.Representation;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A whole object in memory. Immutable; safe from any thread.
 *
 * @param representation its headers and size
 * @param body its bytes, read-only; take a duplicate before reading
 * @param storedAtMillis when storage was asked for it, in milliseconds since the epoch
 * @param freshForMillis how long from then on it may be served
 * @param ageAtStoreMillis how old it already was then, by storage's {@code Age}
 */
public record CachedObject(
        Representation representation,
        ByteBuffer body,
        long storedAtMillis,
        long freshForMillis,
        long ageAtStoreMillis) {
    /** Estimated bytes of the objects around one entry: map node, record, header strings' and buffer's headers. */
    private static final int OVERHEAD = 512;

    /** Puts an entry together. */
    public static CachedObject of(Representation representation, byte[] body, long now, Freshness.Lifetime lifetime) {
        return new CachedObject(
                representation,
                ByteBuffer.wrap(body).asReadOnlyBuffer(),
                now,
                lifetime.freshFor().toMillis(),
                lifetime.age().toMillis());
    }

    /** Whether it may be served at that time. A clock that was set back makes it stale, never immortal. */
    public boolean isFreshAt(long nowMillis) {
        long resident = nowMillis - storedAtMillis;
        return resident >= 0 && resident < freshForMillis;
    }

    /** Its {@code Age} at that time, in whole seconds (RFC 9111 section 4.2.3). */
    public long ageSecondsAt(long nowMillis) {
        return Duration.ofMillis(Math.max(0, nowMillis - storedAtMillis) + ageAtStoreMillis)
                .toSeconds();
    }

    /** Bytes it takes in memory under {@code key}: body, headers, key and the objects around them. */
    int weight(ObjectKey key) {
        long headers = 2 * representation.whole().headers().characters();
        return Math.toIntExact(body.capacity() + headers + 2L * key.key().length() + OVERHEAD);
    }
}
