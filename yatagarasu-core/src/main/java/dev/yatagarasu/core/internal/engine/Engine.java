package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.event.Reloaded;
import dev.yatagarasu.core.event.RequestDone;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The request path. {@link #begin} is the fast lane: limits, method, path, route, the guards and the memory tier, in this
 * order, without ever blocking. What it cannot answer it hands back as {@link ReadWork}, the slow lane. Safe from any thread.
 */
public final class Engine {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);

    /** The system's nanoseconds, which no change of the clock disturbs. */
    public static final LongSupplier SYSTEM_TICKER = System::nanoTime;

    private final Time time;
    private final RequestIds requestIds = new RequestIds();
    private final RequestMetrics unrouted;
    private final List<Listener> listeners;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final WaitPermits permits = new WaitPermits();
    private volatile Site site;
    private volatile @Nullable CountDownLatch idle;

    /**
     * What it reads time from.
     *
     * @param clock the wall clock, for freshness
     * @param ticker nanoseconds that only go forward, for durations and rate limits
     */
    public record Time(Clock clock, LongSupplier ticker) {}

    /** An engine that serves {@code site} and counts what leads to no bucket in {@code unrouted}. */
    public Engine(Site site, Time time, RequestMetrics unrouted, List<Listener> listeners) {
        this.site = site;
        this.time = time;
        this.unrouted = unrouted;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Begins a request; see {@link Begun}. Never blocks.
     *
     * @throws IllegalStateException if the site was retired without another one in its place: the engine is closed
     */
    public Begun begin(Request request) {
        return begin(request, Optional.empty());
    }

    /** Begins a request of somebody who is identified already; otherwise like {@link #begin(Request)}. */
    public Begun begin(Request request, Optional<Principal> principal) {
        Exchange exchange = enter(request, principal);
        try {
            return admit(exchange, request);
        } catch (Throwable e) {
            return exchange.unforeseen(e);
        }
    }

    private Begun admit(Exchange exchange, Request request) {
        ServerConfig server = exchange.site().config().server();
        if (request.target().length() > server.limits().maxUriLength()) {
            return exchange.error(ErrorCode.URI_TOO_LONG);
        }
        if (request.headers().characters() > server.limits().maxHeaderSize()) {
            return exchange.error(ErrorCode.HEADERS_TOO_LARGE);
        }
        if (request.headers().repeats("authorization")) {
            return exchange.error(ErrorCode.BAD_REQUEST);
        }
        return switch (request.method()) {
            case "GET", "HEAD", "OPTIONS" -> route(exchange);
            default -> exchange.methodNotAllowed();
        };
    }

    private Begun route(Exchange exchange) {
        String target = exchange.request().target();
        boolean options = exchange.request().method().equals("OPTIONS");
        if (options && target.equals("*")) {
            return exchange.options();
        }
        Optional<CanonicalPath> path = CanonicalPath.of(target);
        if (path.isEmpty()) {
            return exchange.error(ErrorCode.BAD_PATH);
        }
        Optional<Bucket> bucket = exchange.site().routes().find(path.get());
        if (bucket.isEmpty()) {
            return exchange.error(ErrorCode.NOT_FOUND);
        }
        String key = bucket.get().keyOf(path.get().value());
        exchange.reached(bucket.get(), key);
        Optional<Answer> refusal = refusal(exchange, bucket.get().guard());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return options ? exchange.options() : object(exchange, bucket.get(), key);
    }

    /** What the client is told if its address may not ask, or asks too often. */
    private static Optional<Answer> refusal(Exchange exchange, BucketGuard guard) {
        return guard.blocks(exchange::client)
                ? Optional.of(exchange.error(ErrorCode.FORBIDDEN))
                : exchange.counted(guard.count(exchange::client, exchange.startNanos()));
    }

    /** Begins reading one object, whose bucket and key are known. */
    private Begun object(Exchange exchange, Bucket bucket, String key) {
        exchange.asksFor(bucket.queryRules().read(exchange.query()));
        if (bucket.gate().isEmpty()) {
            return read(exchange, bucket, key);
        }
        Admission admission = new Admission(exchange, bucket, key, bucket.gate().get());
        Optional<AdmissionResult> known = admission.atOnce();
        if (known.isEmpty()) {
            return exchange.refusalToWait(bucket)
                    .<Begun>map(refusal -> refusal)
                    .orElseGet(() -> new AdmissionWork(exchange, admission, () -> read(exchange, bucket, key)));
        }
        return switch (known.get()) {
            case AdmissionResult.Admitted admitted -> read(exchange, bucket, key);
            case AdmissionResult.Refused refused -> refused.answer();
        };
    }

    /** Begins reading an object that the client may read. */
    private static Begun read(Exchange exchange, Bucket bucket, String key) {
        Optional<Answer> refusal = exchange.refusedQuery();
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!CanonicalPath.namesObject(key)) {
            return exchange.error(ErrorCode.NOT_FOUND);
        }
        RequestedSelection requested = RequestedSelection.of(
                exchange.request().method(), exchange.request().headers());
        ObjectRead reading = new ObjectRead(exchange, bucket, key, requested);
        Optional<Answer> known = bucket.cache().flatMap(cache -> fromMemory(reading, cache));
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Answer> noPlace = exchange.refusalToWait(bucket);
        if (noPlace.isPresent()) {
            return noPlace.get();
        }
        exchange.missed();
        return new ReadWork(reading);
    }

    private static Optional<Answer> fromMemory(ObjectRead reading, ObjectCache cache) {
        return cache.lookup(reading.lookup()).flatMap(known -> CachedAnswer.fromMemory(reading, cache, known));
    }

    /** Begins reading an object by its name, as the Java API does. */
    public Begun begin(Request request, String bucketName, String key, Optional<Principal> principal) {
        Exchange exchange = enter(request, principal);
        try {
            return named(exchange, bucketName, key);
        } catch (Throwable e) {
            return exchange.unforeseen(e);
        }
    }

    private Begun named(Exchange exchange, String bucketName, String key) {
        Bucket bucket = exchange.site().byName().get(bucketName);
        if (bucket == null || CanonicalPath.ofDecoded("/" + key).isEmpty()) {
            return exchange.error(ErrorCode.NOT_FOUND);
        }
        exchange.reached(bucket, key);
        return object(exchange, bucket, key);
    }

    /** Counts a request in. Once that is done, its exchange counts it out. */
    private Exchange enter(Request request, Optional<Principal> principal) {
        inFlight.incrementAndGet();
        Site entered = null;
        try {
            entered = enterSite();
            return new Exchange(this, entered, request, principal);
        } catch (Throwable e) {
            leave(entered);
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

    /** Counts a request out. */
    void leave(Exchange exchange) {
        try {
            exchange.stopWaiting();
        } finally {
            leave(exchange.site());
        }
    }

    private void leave(@Nullable Site entered) {
        try {
            if (entered != null) {
                entered.leave();
            }
        } finally {
            countOut();
        }
    }

    private void countOut() {
        if (inFlight.decrementAndGet() == 0) {
            CountDownLatch waiting = idle;
            if (waiting != null) {
                waiting.countDown();
            }
        }
    }

    /** Waits until no request is in progress; false if that takes longer than {@code timeout}. Call it once. */
    public boolean awaitIdle(Duration timeout) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        idle = latch;
        return inFlight.get() == 0 || latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Requests whose answers are not all sent yet. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Those among them that cannot, or could not, be answered from memory at once. */
    public int waiting() {
        return permits.taken();
    }

    /** Whether a request for that bucket may wait for something. */
    public boolean hasRoom(Bucket bucket) {
        Site now = site;
        return permits.hasRoom(bucket.name(), now.config().server().maxConcurrentRequests(), now.hasOneBucket());
    }

    WaitPermits permits() {
        return permits;
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
        tell(listener -> listener.reloaded(event));
        return event;
    }

    Clock clock() {
        return time.clock();
    }

    long nanoTime() {
        return time.ticker().getAsLong();
    }

    RequestIds requestIds() {
        return requestIds;
    }

    RequestMetrics unrouted() {
        return unrouted;
    }

    void record(Exchange.Finished finished) {
        finished.countIn(this);
        if (!listeners.isEmpty()) {
            RequestDone event = finished.event();
            tell(listener -> listener.requestDone(event));
        }
    }

    void tell(Consumer<Listener> event) {
        for (Listener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                log.warn("a listener failed", e);
            }
        }
    }

    void closeQuietly(AutoCloseable needed) {
        try {
            needed.close();
        } catch (Throwable e) {
            log.debug("closing what an answer was read from failed", e);
        }
    }
}
