package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.core.config.Rate;
import java.util.concurrent.TimeUnit;

/** A rate limit as it is counted with and told. Immutable. */
final class Limit {
    private final LimitKind kind;
    private final Rate rate;
    private final long nanosPerToken;
    private final String policy;

    Limit(LimitKind kind, Rate rate) {
        this.kind = kind;
        this.rate = rate;
        this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / rate.perSecond();
        long secondsToRefill = Math.ceilDiv(rate.burst(), rate.perSecond());
        this.policy = '"' + kind.label() + "\";q=" + rate.burst() + ";w=" + secondsToRefill;
    }

    LimitKind kind() {
        return kind;
    }

    Rate rate() {
        return rate;
    }

    /** How long one request takes to be allowed again. */
    long nanosPerToken() {
        return nanosPerToken;
    }

    /** How long all requests of a burst take to be allowed again. */
    long nanosToRefill() {
        return nanosPerToken * rate.burst();
    }

    /** The {@code RateLimit-Policy} field: a burst of {@code q} in the {@code w} seconds that it takes to come back. */
    String policy() {
        return policy;
    }

    /** Takes one request from {@code bucket}. */
    Quota take(TokenBucket bucket, long now) {
        return new Quota(this, bucket.take(this, now));
    }
}
