package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.event.RequestDone;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.http.ErrorBody;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.FixedHeaders;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.S3Codes;
import dev.yatagarasu.core.internal.cache.Resolved;
import dev.yatagarasu.core.internal.guard.ClientAddress;
import dev.yatagarasu.core.internal.guard.Quota;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its first check to the last byte of its answer. Holds what has been found out about it, makes its
 * answers, and when the front end reports back, gives up everything the request held, exactly once.
 */
final class Exchange implements Answer.Completion {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final FixedHeaders ALLOW =
            new FixedHeaders(Headers.of("allow", "GET, HEAD, OPTIONS", "content-length", "0"));
    private static final long RETRY_AFTER_SECONDS = 1;
    private static final Pattern AGE = Pattern.compile("[0-9]{1,10}");

    private final Engine engine;
    private final Site site;
    private final Request request;
    private final String id;
    private final long startNanos;
    private final AtomicBoolean over = new AtomicBoolean();

    private Optional<Principal> principal;
    private @Nullable Bucket bucket;
    private String key = "";
    private CacheOutcome outcome = CacheOutcome.BYPASS;
    /** Empty as long as the request has not come as far as an object: what is refused before has nothing to do with a cache. */
    private String cacheStatus = "";

    private long ageSeconds = -1;
    private int status;
    private @Nullable AutoCloseable held;
    private @Nullable ClientAddress client;
    private @Nullable Throwable cause;
    private Quota quota = Quota.UNLIMITED;
    private ObjectQuery asked = ObjectQuery.NOTHING;
    private boolean waits;

    Exchange(Engine engine, Site site, Request request, Optional<Principal> principal) {
        this.engine = engine;
        this.site = site;
        this.request = request;
        this.principal = principal;
        this.startNanos = engine.nanoTime();
        this.id = engine.requestIds().idFor(request.headers().firstOr("x-request-id", ""));
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

    /** Notes what is left of the limits that counted the request; the refusal if that is nothing. */
    Optional<Answer> counted(Quota counted) {
        quota = quota.tighter(counted);
        return counted.isExceeded() ? Optional.of(error(ErrorCode.TOO_MANY_REQUESTS)) : Optional.empty();
    }

    /** Takes a place among the requests that wait, which it keeps to its end; the refusal if there is none. */
    Optional<Answer> refusalToWait(Bucket waitedFor) {
        if (!waits) {
            waits = engine.permits()
                    .take(waitedFor.name(), site.config().server().maxConcurrentRequests(), site.hasOneBucket());
        }
        return waits ? Optional.empty() : Optional.of(error(ErrorCode.OVERLOADED));
    }

    boolean isHead() {
        return request.method().equals("HEAD");
    }

    /** The query as sent, without the question mark; empty where there is none. */
    String query() {
        return queryOf(request);
    }

    static String queryOf(Request request) {
        int mark = request.target().indexOf('?');
        return mark < 0 ? "" : request.target().substring(mark + 1);
    }

    /** Who asks, where that is known. */
    Optional<Principal> principal() {
        return principal;
    }

    /** Notes who asks. */
    void identified(Principal somebody) {
        principal = Optional.of(somebody);
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

    /** The version that is asked for; empty for the current one. */
    Optional<String> version() {
        return asked.version();
    }

    /** The answer to a query that asks for something else than the object, or for no version that can be; else empty. */
    Optional<Answer> refusedQuery() {
        return asked.objection().map(objection -> switch (objection) {
            case ObjectQuery.Objection.NotTheObject other -> {
                ErrorCode error = ErrorCode.NOT_IMPLEMENTED;
                yield error(error, Headers.empty(), error.message() + " Leave " + other.parameter() + " out of it.");
            }
            case ObjectQuery.Objection.NoVersion none -> error(ErrorCode.BAD_REQUEST);
        });
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
        cacheStatus = CacheStatus.of(known, engine.clock().millis());
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
        long age = lifetime.ageSecondsAt(engine.clock().millis());
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

    /** Keeps something open until the answer is sent. */
    void hold(AutoCloseable needed) {
        held = needed;
    }

    /** Closes what was kept open: the answer does not need it. */
    void letGo() {
        AutoCloseable needed = held;
        held = null;
        if (needed != null) {
            engine.closeQuietly(needed);
        }
    }

    Answer answer(int answerStatus, FixedHeaders fixed, Body body) {
        status = answerStatus;
        return new Answer(answerStatus, fixed, ownHeaders().build(), isHead() ? Body.none() : body, this);
    }

    Answer error(ErrorCode error) {
        return error(error, Headers.empty());
    }

    Answer error(ErrorCode error, Headers more) {
        return error(error, more, error.message());
    }

    private Answer error(ErrorCode error, Headers more, String message) {
        boolean s3 = ErrorFormats.areThoseOfS3(request, Optional.ofNullable(bucket));
        byte[] text = s3 ? ErrorBody.xml(s3Code(error), message, id) : ErrorBody.json(error, message, id);
        Headers.Builder own = ownHeaders()
                .addLowerCase("content-type", s3 ? "application/xml" : "application/json")
                .addLowerCase("cache-control", "no-store")
                .addLowerCase("content-length", Integer.toString(text.length));
        if (error.status() == 503 || error.status() == 429) {
            own.addLowerCase("retry-after", Long.toString(RETRY_AFTER_SECONDS));
        }
        if (bucket != null) {
            bucket.challenge()
                    .flatMap(asks -> asks.to(error))
                    .ifPresent(challenge -> own.addLowerCase("www-authenticate", challenge));
        }
        more.forEach(own::set);
        status = error.status();
        Body body = isHead() ? Body.none() : Body.of(ByteBuffer.wrap(text));
        return new Answer(error, own.build(), body, this);
    }

    private String s3Code(ErrorCode error) {
        if (error == ErrorCode.NOT_FOUND && bucket == null) {
            return "NoSuchBucket";
        }
        return error == ErrorCode.NOT_FOUND && version().isPresent() ? "NoSuchVersion" : S3Codes.of(error);
    }

    /** A fault of ours must not keep the request counted as in progress for ever. */
    Answer unforeseen(Throwable fault) {
        try {
            log.error("request {}", id, fault);
            return failed(ErrorCode.INTERNAL_ERROR, fault);
        } catch (Throwable e) {
            done(0, false);
            throw e;
        }
    }

    /** An error and what was thrown, which only operators and applications see. */
    Answer failed(ErrorCode error, Throwable why) {
        return failed(error, why, Headers.empty());
    }

    Answer failed(ErrorCode error, Throwable why, Headers more) {
        cause = why;
        return error(error, more);
    }

    @Override
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    Answer methodNotAllowed() {
        return error(ErrorCode.METHOD_NOT_ALLOWED, Headers.of("allow", "GET, HEAD, OPTIONS"));
    }

    /** The answer to OPTIONS, a preflight or not. */
    Answer options() {
        Headers.Builder own = ownHeaders();
        if (bucket != null) {
            bucket.cors().ifPresent(cors -> cors.addPreflightTo(own, request.headers()));
        }
        status = 200;
        return new Answer(status, ALLOW, own.build(), Body.none(), this);
    }

    private Headers.Builder ownHeaders() {
        Headers.Builder own = Headers.builder().addLowerCase("x-request-id", id);
        if (!cacheStatus.isEmpty()) {
            own.addLowerCase("x-cache", outcome.name()).addLowerCase("cache-status", cacheStatus);
        }
        if (bucket != null) {
            bucket.cors().ifPresent(cors -> cors.addTo(own, request.headers()));
        }
        quota.addTo(own);
        if (ageSeconds >= 0) {
            own.addLowerCase("age", Long.toString(ageSeconds));
        }
        return own;
    }

    /** Gives up its place among the requests that wait, if it has one. */
    void stopWaiting() {
        if (waits && bucket != null) {
            engine.permits().giveBack(bucket.name());
        }
    }

    @Override
    public void done(long bytesSent, boolean whole) {
        if (over.compareAndSet(false, true)) {
            try {
                letGo();
                engine.record(finished(bytesSent, whole));
            } catch (Throwable e) {
                log.error("request {}: noting its end failed", id, e);
            } finally {
                engine.leave(this);
            }
        }
    }

    /** The client sees no more than that the connection ends: the operator is told why. */
    @Override
    public void brokeOff(Throwable why) {
        if (!over.get()) {
            if (bucket == null) {
                log.warn("request {}: the answer broke off", id, why);
            } else {
                bucket.bucketLog().brokeOff(id, why);
            }
        }
    }

    @Override
    public Answer insteadOf(Throwable why) {
        if (why instanceof IOException || why instanceof StorageException) {
            brokeOff(why);
            missed();
            return failed(ErrorCode.STORAGE_ERROR, why);
        }
        return unforeseen(why);
    }

    private Finished finished(long bytesSent, boolean whole) {
        return new Finished(this, status, bytesSent, whole, engine.nanoTime() - startNanos);
    }

    /** What is known when an exchange is over. */
    record Finished(Exchange exchange, int status, long bytesSent, boolean whole, long nanos) {
        RequestDone event() {
            return new RequestDone(
                    exchange.id,
                    exchange.request.method(),
                    exchange.clientAddress(),
                    exchange.principal,
                    Optional.ofNullable(exchange.bucket).map(Bucket::name),
                    exchange.key,
                    status,
                    exchange.outcome,
                    bytesSent,
                    whole,
                    nanos);
        }

        void countIn(Engine engine) {
            Bucket reached = exchange.bucket;
            var metrics = reached == null ? engine.unrouted() : reached.metrics();
            metrics.record(status, exchange.outcome, bytesSent, nanos);
            if (!whole) {
                metrics.recordAborted();
            }
        }
    }
}
