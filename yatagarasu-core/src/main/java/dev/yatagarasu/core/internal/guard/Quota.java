package dev.yatagarasu.core.internal.guard;

import dev.yatagarasu.api.http.Headers;
import java.util.Optional;

/**
 * What a request has left of the limits that counted it: of the one that leaves the least. Told to clients as the fields
 * {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-11).
 */
public final class Quota {
    /** No limit counted the request. */
    public static final Quota UNLIMITED = new Quota();

    private final Optional<Limit> limit;
    private final long left;

    private Quota() {
        this.limit = Optional.empty();
        this.left = Long.MAX_VALUE;
    }

    Quota(Limit limit, long left) {
        this.limit = Optional.of(limit);
        this.left = left;
    }

    /** The limit that leaves the least, if any limit counted the request. */
    Optional<Limit> limit() {
        return limit;
    }

    /** Whether the request is one too many. */
    public boolean isExceeded() {
        return left < 0;
    }

    /** This one or the other, whichever leaves less. */
    public Quota tighter(Quota other) {
        return other.left < left ? other : this;
    }

    /** Adds the header fields that tell it. Every limit gives at least one request a second: more are there after one. */
    public void addTo(Headers.Builder answer) {
        limit.ifPresent(told -> {
            answer.addLowerCase("ratelimit-policy", told.policy());
            answer.addLowerCase("ratelimit", '"' + told.kind().label() + "\";r=" + Math.max(0, left) + ";t=1");
        });
    }
}
