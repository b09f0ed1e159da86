package dev.yatagarasu.core.internal.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.core.config.Rate;
import dev.yatagarasu.core.internal.memory.HeapSize;
import java.util.Optional;

/**
 * A limit for each key apart. Of more keys than it can remember, those are forgotten that ask least often (Caffeine's
 * W-TinyLFU), and they are bounded in bytes: a flood of keys that come once does not make it forget one that keeps asking. Safe from any thread; never
 * blocks.
 *
 * @param <K> what is counted apart
 */
final class KeyedLimiter<K> {
    /** What is remembered of one key takes no more, unless the key is a long text. */
    static final int KEY_BYTES = 256;

    /** What 100,000 keys take. */
    static final long MOST_BYTES = 100_000L * KEY_BYTES;

    private static final int OVERHEAD = 160;

    private final Limit limit;
    private final Cache<K, TokenBucket> buckets;

    private KeyedLimiter(Limit limit, long maxBytes) {
        this.limit = limit;
        this.buckets = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<K, TokenBucket>weigher(
                        (key, bucket) -> Math.clamp(OVERHEAD + HeapSize.of(key), KEY_BYTES, Integer.MAX_VALUE))
                .executor(Runnable::run)
                .build();
    }

    /** Counts at that rate; goes on with what {@code before} has counted if the rate is the same. */
    static <K> Optional<KeyedLimiter<K>> of(
            LimitKind kind, Optional<Rate> rate, Optional<KeyedLimiter<K>> before, long maxBytes) {
        return rate.map(wanted -> before.filter(old -> old.limit.rate().equals(wanted))
                .orElseGet(() -> new KeyedLimiter<>(new Limit(kind, wanted), maxBytes)));
    }

    Quota take(K key, long now) {
        TokenBucket known = buckets.getIfPresent(key);
        return limit.take(known == null ? buckets.get(key, absent -> new TokenBucket(now)) : known, now);
    }

    /** How many keys are remembered, about. */
    long keys() {
        return buckets.estimatedSize();
    }
}
