package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.event.Reloaded;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Begun;
import dev.yatagarasu.core.http.CanonicalPath;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Refusal;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.RequestIds;
import dev.yatagarasu.core.http.RequestedSelection;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.guard.BucketGuard;
import dev.yatagarasu.core.internal.metrics.RequestMetrics;
import java.time.Duration;
import java.util.Optional;

/**
 * The request path. {@link #begin} is the fast lane: limits, method, path, route, the bucket's guard, admission and the memory
 * tier, in this order, without ever blocking. What it cannot answer becomes {@link AdmissionWork} or {@link ReadWork}, the slow
 * lane. Safe from any thread.
 */
public final class Engine {
    private final ExchangeContext context;
    private volatile Site site;

    /** An engine that serves {@code site} and counts what leads to no bucket in {@code unrouted}. */
    public Engine(Site site, TimeSource time, RequestMetrics unrouted, Listeners listeners) {
        this.site = site;
        this.context = new ExchangeContext(
                time, new RequestIds(), unrouted, new WaitPermits(), new InFlightRequests(), listeners);
    }

    /**
     * Begins a request; see {@link Begun}. Never blocks.
     *
     * @throws IllegalStateException if the site was retired without another one in its place: the engine is closed
     */
    public Begun begin(Request request) {
        return begin(request, Optional.empty());
    }

    /** Begins a request of a principal whom the application has identified; otherwise like {@link #begin(Request)}. */
    public Begun begin(Request request, Optional<Principal> principal) {
        Responder responder = enter(request, principal);
        try {
            return admit(responder, request);
        } catch (Throwable e) {
            return responder.unforeseen(e);
        }
    }

    private Begun admit(Responder responder, Request request) {
        ServerConfig server = responder.exchange().site().config().server();
        if (request.target().length() > server.limits().maxUriLength()) {
            return responder.error(ErrorCode.URI_TOO_LONG);
        }
        if (request.headers().characters() > server.limits().maxHeaderSize()) {
            return responder.error(ErrorCode.HEADERS_TOO_LARGE);
        }
        if (request.headers().repeats("authorization")) {
            return responder.error(ErrorCode.BAD_REQUEST);
        }
        return switch (request.method()) {
            case "GET", "HEAD", "OPTIONS" -> route(responder);
            default -> responder.methodNotAllowed();
        };
    }

    private Begun route(Responder responder) {
        Exchange exchange = responder.exchange();
        String target = exchange.request().target();
        boolean options = exchange.request().method().equals("OPTIONS");
        if (options && target.equals("*")) {
            return responder.options();
        }
        Optional<CanonicalPath> path = CanonicalPath.of(target);
        if (path.isEmpty()) {
            return responder.error(ErrorCode.BAD_PATH);
        }
        Optional<Bucket> bucket = exchange.site().routes().find(path.get());
        if (bucket.isEmpty()) {
            return responder.error(ErrorCode.NOT_FOUND);
        }
        String key = bucket.get().keyOf(path.get().value());
        exchange.reached(bucket.get(), key);
        Optional<Answer> refusal = refusal(responder, bucket.get().guard());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return options ? responder.options() : object(responder, bucket.get(), key);
    }

    /** What the client is told if its address may not ask, or asks too often. */
    private static Optional<Answer> refusal(Responder responder, BucketGuard guard) {
        Exchange exchange = responder.exchange();
        return guard.blocks(exchange::client)
                ? Optional.of(responder.error(ErrorCode.FORBIDDEN))
                : responder.refusalBy(guard.count(exchange::client, exchange.startNanos()));
    }

    /** Begins reading one object, whose bucket and key are known. */
    private Begun object(Responder responder, Bucket bucket, String key) {
        Exchange exchange = responder.exchange();
        exchange.asksFor(bucket.queryRules().read(exchange.request().query()));
        if (bucket.gate().isEmpty()) {
            return read(responder, bucket, key);
        }
        Admission admission =
                new Admission(responder, bucket, key, bucket.gate().get());
        Optional<AdmissionResult> known = admission.atOnce();
        if (known.isEmpty()) {
            return responder
                    .refusalToWait(bucket)
                    .<Begun>map(refusal -> refusal)
                    .orElseGet(() -> new AdmissionWork(responder, admission, () -> read(responder, bucket, key)));
        }
        return switch (known.get()) {
            case AdmissionResult.Admitted admitted -> read(responder, bucket, key);
            case AdmissionResult.Refused refused -> refused.answer();
        };
    }

    /** Begins reading an object that the client may read. */
    private static Begun read(Responder responder, Bucket bucket, String key) {
        Exchange exchange = responder.exchange();
        Optional<Answer> refusal = responder.refusalOfQuery();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!CanonicalPath.namesObject(key)) {
            return responder.error(ErrorCode.NOT_FOUND);
        }
        RequestedSelection requested = RequestedSelection.of(
                exchange.request().method(), exchange.request().headers());
        ObjectRead reading = new ObjectRead(responder, bucket, key, requested);
        Optional<Answer> known = bucket.cache().flatMap(cache -> fromMemory(reading, cache));
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Answer> full = responder.refusalToWait(bucket);
        if (full.isPresent()) {
            return full.get();
        }
        exchange.missed();
        return new ReadWork(reading);
    }

    /** The answer to a cache hit in memory; empty on a miss, or if some of the bytes are not in memory. */
    private static Optional<Answer> fromMemory(ObjectRead reading, ObjectCache cache) {
        return cache.lookup(reading.lookup()).flatMap(known -> CachedAnswer.fromMemory(reading, cache, known));
    }

    /** Begins reading an object by its name, as the Java API does. */
    public Begun begin(Request request, String bucketName, String key, Optional<Principal> principal) {
        Responder responder = enter(request, principal);
        try {
            return named(responder, bucketName, key);
        } catch (Throwable e) {
            return responder.unforeseen(e);
        }
    }

    private Begun named(Responder responder, String bucketName, String key) {
        Exchange exchange = responder.exchange();
        Bucket bucket = exchange.site().byName().get(bucketName);
        if (bucket == null || CanonicalPath.ofDecoded("/" + key).isEmpty()) {
            return responder.error(ErrorCode.NOT_FOUND);
        }
        exchange.reached(bucket, key);
        return object(responder, bucket, key);
    }

    /** Counts a request in; it is counted out when its answer is over. */
    private Responder enter(Request request, Optional<Principal> principal) {
        context.inFlight().enter();
        Site entered = null;
        try {
            entered = enterSite();
            return new Responder(new Exchange(context, entered, request, principal));
        } catch (Throwable e) {
            Exchange.leave(entered, context.inFlight());
            throw e;
        }
    }

    /** The site in force, which stays open until it is left. */
    private Site enterSite() {
        Site entered = site;
        while (!entered.enter()) {
            Site next = site;
            if (next == entered) {
                throw new IllegalStateException("the engine is closed");
            }
            entered = next;
        }
        return entered;
    }

    /** Whether a request may use the admin port: empty if it may, else why not. Blocks. */
    public Optional<Refusal> admitToAdmin(Request request) {
        Site entered = enterSite();
        try {
            return entered.admin().flatMap(authenticator -> AdminAdmission.objection(authenticator, request));
        } finally {
            entered.leave();
        }
    }

    /** Waits until no request is in progress; false if that takes longer than {@code timeout}. Call it once. */
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        return context.inFlight().awaitNone(timeout);
    }

    /** Requests whose answers are not all sent yet. */
    public int inFlight() {
        return context.inFlight().count();
    }

    /** Those among them that cannot, or could not, be answered from memory at once. */
    public int waiting() {
        return context.permits().taken();
    }

    /** Whether a request for that bucket may wait for something. */
    public boolean hasRoom(Bucket bucket) {
        return context.permits().hasRoom(bucket.name(), site.waitBounds());
    }

    /** The site in force. */
    public Site site() {
        return site;
    }

    /** Puts another site in force; requests that have begun stay on theirs. */
    public Reloaded replaceSite(Site next) {
        Site previous = site;
        site = next;
        previous.retire();
        Reloaded event = BucketChanges.between(previous.config(), next.config());
        context.listeners().tell(listener -> listener.reloaded(event));
        return event;
    }
}
