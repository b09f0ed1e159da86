package dev.yatagarasu.core.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.core.config.Rate;
import java.util.Optional;

/**
 * A limit for each key apart. Of more keys than it can remember, those are forgotten that ask least often (Caffeine's
 * W-TinyLFU): a flood of keys that come once does not make it forget one that keeps asking. Safe from any thread; never
 * blocks.
 *
 * @param <K> what is counted apart
 */
final class KeyedLimiter<K> {
    /** Keys that are remembered at most; one of them takes about 150 bytes. */
    static final int MOST_KEYS = 100_000;

    private final Limit limit;
    private final Cache<K, TokenBucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_KEYS).executor(Runnable::run).build();

    private KeyedLimiter(Limit limit) {
        this.limit = limit;
    }

    /** Counts at that rate; goes on with what {@code before} has counted if the rate is the same. */
    static <K> Optional<KeyedLimiter<K>> of(LimitKind kind, Optional<Rate> rate, Optional<KeyedLimiter<K>> before) {
        return rate.map(wanted -> before.filter(old -> old.limit.rate().equals(wanted))
                .orElseGet(() -> new KeyedLimiter<>(new Limit(kind, wanted))));
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
