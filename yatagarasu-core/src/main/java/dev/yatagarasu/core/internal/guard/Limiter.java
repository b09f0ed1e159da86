package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.core.config.Rate;
import java.util.Optional;

/** A limit for everybody together. Safe from any thread; never blocks. */
final class Limiter {
    private final Limit limit;
    private final TokenBucket bucket;

    private Limiter(Limit limit, long now) {
        this.limit = limit;
        this.bucket = new TokenBucket(now);
    }

    /** Counts at that rate; goes on with what {@code before} has counted if the rate is the same. */
    static Optional<Limiter> of(LimitKind kind, Optional<Rate> rate, Optional<Limiter> before, long now) {
        return rate.map(wanted -> before.filter(old -> old.limit.rate().equals(wanted))
                .orElseGet(() -> new Limiter(new Limit(kind, wanted), now)));
    }

    Quota take(long now) {
        return limit.take(bucket, now);
    }
}
