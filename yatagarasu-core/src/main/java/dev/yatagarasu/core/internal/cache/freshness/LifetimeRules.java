package dev.yatagarasu.core.internal.cache.freshness;

import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.core.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The arithmetic of RFC 9111 section 4.2 for one response that may be kept. All results are milliseconds. */
final class LifetimeRules {
    private static final long LONGEST_MILLIS = ResponseDirectives.LONGEST_SECONDS * 1000;

    private final ReceivedResponse response;
    private final ResponseDirectives directives;
    private final LifetimeDefaults defaults;

    LifetimeRules(ReceivedResponse response, ResponseDirectives directives, LifetimeDefaults defaults) {
        this.response = response;
        this.directives = directives;
        this.defaults = defaults;
    }

    /** The lifetime of an object that is there. */
    Lifetime present() {
        long age = age();
        long left = directives.requireValidation() ? 0 : left(age, bounded(defaults.ttl()));
        long overdue = Math.max(0, -left);
        return new Lifetime(
                response.requestedMillis(),
                Math.max(0, left),
                age,
                grace(directives.staleWhileRevalidateSeconds(), defaults.staleWhileRevalidate(), overdue),
                grace(directives.staleIfErrorSeconds(), defaults.staleIfError(), overdue));
    }

    /** The lifetime of the knowledge that an object is not there: never stale, never longer than the bucket says. */
    Lifetime absent() {
        long believed = bounded(defaults.negativeTtl());
        long left = directives.requireValidation() ? 0 : left(age(), believed);
        return Lifetime.fresh(response.requestedMillis(), Math.clamp(left, 0, believed));
    }

    /** What is left of the explicit lifetime when storage was asked, negative if it had ended; else {@code otherwise}. */
    private long left(long age, long otherwise) {
        OptionalLong explicit = explicit();
        return explicit.isPresent() ? explicit.getAsLong() - age : otherwise;
    }

    private OptionalLong explicit() {
        OptionalLong seconds = directives.lifetimeSeconds();
        if (seconds.isPresent()) {
            return OptionalLong.of(seconds.getAsLong() * 1000);
        }
        Optional<String> expires = response.headers().first("expires");
        return expires.isEmpty() ? OptionalLong.empty() : OptionalLong.of(untilExpires(expires.get()));
    }

    /** {@code Expires} less {@code Date} (section 4.2.1); what is no date has passed (section 5.3). */
    private long untilExpires(String expires) {
        return HttpDate.parse(expires)
                .map(end -> Math.clamp(end.toEpochMilli() - dateMillis(), -LONGEST_MILLIS, LONGEST_MILLIS))
                .orElse(0L);
    }

    /** When the response was made by storage's clock, or came by ours if it does not say. */
    private long dateMillis() {
        return response.headers()
                .first("date")
                .flatMap(HttpDate::parse)
                .map(Instant::toEpochMilli)
                .orElse(response.receivedMillis());
    }

    /**
     * The age at the moment of the request: the corrected initial age of section 4.2.3, which is that at the moment of
     * the answer, without the delay, which the time since the request will hold again.
     */
    private long age() {
        long apparent = Math.max(0, response.receivedMillis() - dateMillis());
        return Math.clamp(apparent - response.delayMillis(), statedAge().orElse(0) * 1000, LONGEST_MILLIS);
    }

    /** The first {@code Age}; one that is no number is ignored (section 5.1). */
    private OptionalLong statedAge() {
        String field = response.headers().firstOr("age", "0");
        int comma = field.indexOf(',');
        return DeltaSeconds.parse(FieldList.strip(comma < 0 ? field : field.substring(0, comma)));
    }

    private long grace(OptionalLong seconds, Duration otherwise, long overdue) {
        if (directives.forbidStale()) {
            return 0;
        }
        long grace = seconds.isPresent() ? seconds.getAsLong() * 1000 : bounded(otherwise);
        return Math.max(0, grace - overdue);
    }

    private static long bounded(Duration duration) {
        return duration.compareTo(Duration.ofMillis(LONGEST_MILLIS)) < 0 ? duration.toMillis() : LONGEST_MILLIS;
    }
}
