package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.internal.cache.Resolved;
import dev.yatagarasu.core.internal.guard.ClientAddress;
import dev.yatagarasu.core.internal.guard.Quota;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, and what has been found out about it: who asks, where it leads, what is left of its limits, how the cache
 * took part, and what has to stay open until its answer is sent. For one thread at a time.
 */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final Pattern AGE = Pattern.compile("[0-9]{1,10}");

    private final ExchangeContext context;
    private final Site site;
    private final Request request;
    private final String id;
    private final long startNanos;

    private Optional<Principal> principal;
    private @Nullable Bucket bucket;
    private String key = "";
    private ObjectQuery asked = ObjectQuery.NOTHING;
    private Quota quota = Quota.UNLIMITED;
    private @Nullable ClientAddress client;
    private WaitPermits.@Nullable Permit permit;
    private @Nullable AutoCloseable held;

    private CacheOutcome outcome = CacheOutcome.BYPASS;
    /** Empty as long as the request has not come as far as an object: what is refused before has nothing to do with a cache. */
    private String cacheStatus = "";

    private long ageSeconds = -1;

    Exchange(ExchangeContext context, Site site, Request request, Optional<Principal> principal) {
        this.context = context;
        this.site = site;
        this.request = request;
        this.principal = principal;
        this.startNanos = context.time().nanos();
        this.id = context.requestIds().idFor(request.headers().firstOr("x-request-id", ""));
    }

    ExchangeContext context() {
        return context;
    }

    Site site() {
        return site;
    }

    Request request() {
        return request;
    }

    String id() {
        return id;
    }

    /** When it began, in the engine's nanoseconds. */
    long startNanos() {
        return startNanos;
    }

    /** Whose request it is, trusted proxies taken into account. Found out when first asked for, and once. */
    ClientAddress client() {
        ClientAddress known = client;
        if (known == null) {
            known = site.guards().proxies().clientOf(request);
            client = known;
        }
        return known;
    }

    /** The address of the client as others are told it. */
    String clientAddress() {
        return client().text();
    }

    /** Notes what is left of the limits that counted the request; false if that is nothing. */
    boolean isWithin(Quota counted) {
        quota = quota.tighter(counted);
        return !counted.isExceeded();
    }

    /** Takes a permit to wait, which it keeps to its end; false if there is none for that bucket. */
    boolean mayWait(Bucket waitedFor) {
        if (permit == null) {
            permit = context.permits().take(waitedFor.name(), site.waitBounds()).orElse(null);
        }
        return permit != null;
    }

    boolean isHead() {
        return request.method().equals("HEAD");
    }

    /** Who asks, where that is known. */
    Optional<Principal> principal() {
        return principal;
    }

    /** Notes who asks. */
    void identified(Principal somebody) {
        principal = Optional.of(somebody);
    }

    /** The bucket that the request leads to; empty as long as none is known. */
    Optional<Bucket> bucket() {
        return Optional.ofNullable(bucket);
    }

    /** The exact key; empty as long as none is known. */
    String key() {
        return key;
    }

    /** How the cache took part. */
    CacheOutcome outcome() {
        return outcome;
    }

    /** Notes where the request leads. */
    void reached(Bucket reached, String reachedKey) {
        bucket = reached;
        key = reachedKey;
    }

    /** Notes what the query says about the object. */
    void asksFor(ObjectQuery query) {
        asked = query;
    }

    /** What the query says about the object. */
    ObjectQuery asked() {
        return asked;
    }

    /** The version that is asked for; empty for the current one. */
    Optional<String> version() {
        return asked.version();
    }

    /** Notes that the bucket's cache, if it uses one, does not know the object. */
    void missed() {
        boolean cached = bucket != null && bucket.cache().isPresent();
        outcome = cached ? CacheOutcome.MISS : CacheOutcome.BYPASS;
        cacheStatus = cached ? CacheStatus.MISS : CacheStatus.BYPASS;
        ageSeconds = -1;
    }

    /** Notes the age that storage, perhaps a cache itself, says its answer has (RFC 9111 section 5.1). */
    void cameWithAge(Headers fromStorage) {
        ageSeconds = fromStorage
                .first("age")
                .filter(age -> AGE.matcher(age).matches())
                .map(Long::parseLong)
                .orElse(-1L);
    }

    /** Notes that the answer is about an object that the cache knows. */
    void answeredFrom(Resolved.Known known) {
        Lifetime lifetime = known.object().head().lifetime();
        outcome = known.outcome();
        cacheStatus = CacheStatus.of(known, context.time().millis());
        noteAge(lifetime);
    }

    /** Notes that the answer is that there is no such object. */
    void answeredFrom(Resolved.Missing missing) {
        outcome = missing.outcome();
        cacheStatus = CacheStatus.of(missing);
        noteAge(missing.lifetime());
    }

    /** An answer that is none of the cache's own has an age only if it came with one. */
    private void noteAge(Lifetime lifetime) {
        long age = lifetime.ageSecondsAt(context.time().millis());
        ageSeconds = outcome == CacheOutcome.MISS && age == 0 ? -1 : age;
    }

    /** Notes in which tier the first bytes were, or, with {@code ""}, that storage had to be asked for them. */
    void firstBytesFrom(String tier) {
        if (outcome == CacheOutcome.HIT && tier.isEmpty()) {
            outcome = CacheOutcome.MISS;
            cacheStatus = CacheStatus.PARTIAL;
        } else if (outcome == CacheOutcome.HIT) {
            cacheStatus = CacheStatus.hit(tier);
        }
    }

    /** Keeps something open until the answer is sent. Nothing else is kept open then: see {@link #holdInstead}. */
    void hold(AutoCloseable needed) {
        if (held != null) {
            throw new IllegalStateException("something is kept open already");
        }
        held = needed;
    }

    /** Keeps something open that has taken over what was kept open before, and closes that with itself. */
    void holdInstead(AutoCloseable owner) {
        held = owner;
    }

    /** Closes what was kept open: the answer does not need it, or has been sent. */
    void letGo() {
        AutoCloseable needed = held;
        held = null;
        if (needed != null) {
            try {
                needed.close();
            } catch (Throwable e) {
                log.debug("closing what an answer was read from failed", e);
            }
        }
    }

    /** Adds the fields that tell what has been found out. */
    void describeTo(Headers.Builder fields) {
        fields.addLowerCase("x-request-id", id);
        if (!cacheStatus.isEmpty()) {
            fields.addLowerCase("x-cache", outcome.name()).addLowerCase("cache-status", cacheStatus);
        }
        if (bucket != null) {
            bucket.cors().ifPresent(cors -> cors.addTo(fields, request.headers()));
        }
        quota.addTo(fields);
        if (ageSeconds >= 0) {
            fields.addLowerCase("age", Long.toString(ageSeconds));
        }
    }

    /** Counts the request out, and everything that it took. */
    void leave() {
        try {
            if (permit != null && bucket != null) {
                context.permits().giveBack(bucket.name(), permit);
            }
        } finally {
            leave(site, context.inFlight());
        }
    }

    /** Counts a request out that may not have got as far as a site. */
    static void leave(@Nullable Site entered, InFlightRequests inFlight) {
        try {
            if (entered != null) {
                entered.leave();
            }
        } finally {
            inFlight.leave();
        }
    }
}
