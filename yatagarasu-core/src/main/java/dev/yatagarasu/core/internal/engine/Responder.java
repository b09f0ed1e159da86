package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.event.RequestDone;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.ErrorBody;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.FixedHeaders;
import dev.yatagarasu.core.http.S3Codes;
import dev.yatagarasu.core.internal.guard.Quota;
import dev.yatagarasu.core.internal.metrics.RequestMetrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the answers to one request, and hears how the one that is sent ended: then it gives up everything the request held,
 * exactly once. For one thread at a time, but for reports of the end.
 */
final class Responder implements Answer.Completion {
    private static final Logger log = LoggerFactory.getLogger(Responder.class);
    private static final AtomicIntegerFieldUpdater<Responder> OVER =
            AtomicIntegerFieldUpdater.newUpdater(Responder.class, "over");
    private static final FixedHeaders ALLOW =
            new FixedHeaders(Headers.of("allow", "GET, HEAD, OPTIONS", "content-length", "0"));
    private static final long RETRY_AFTER_SECONDS = 1;

    private final Exchange exchange;
    private int status;
    private @Nullable Throwable cause;
    private volatile int over;

    Responder(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The request that is answered. */
    Exchange exchange() {
        return exchange;
    }

    Answer answer(int answerStatus, FixedHeaders fixed, Body body) {
        status = answerStatus;
        return new Answer(answerStatus, fixed, ownHeaders().build(), exchange.isHead() ? Body.none() : body, this);
    }

    /** The answer to OPTIONS, a preflight or not. */
    Answer options() {
        Headers.Builder own = ownHeaders();
        exchange.bucket()
                .flatMap(Bucket::cors)
                .ifPresent(cors -> cors.addPreflightTo(own, exchange.request().headers()));
        status = 200;
        return new Answer(status, ALLOW, own.build(), Body.none(), this);
    }

    private Headers.Builder ownHeaders() {
        Headers.Builder own = Headers.builder();
        exchange.describeTo(own);
        return own;
    }

    /** The refusal if the request is not within the limits that counted it. */
    Optional<Answer> refusalBy(Quota counted) {
        return exchange.isWithin(counted) ? Optional.empty() : Optional.of(error(ErrorCode.TOO_MANY_REQUESTS));
    }

    /** The refusal if the request must not wait. */
    Optional<Answer> refusalToWait(Bucket waitedFor) {
        return exchange.mayWait(waitedFor) ? Optional.empty() : Optional.of(error(ErrorCode.OVERLOADED));
    }

    /** The answer to a query that asks for something else than the object, or for no version that can be; else empty. */
    Optional<Answer> refusalOfQuery() {
        return exchange.asked().objection().map(objection -> switch (objection) {
            case ObjectQuery.Objection.NotTheObject other -> {
                ErrorCode error = ErrorCode.NOT_IMPLEMENTED;
                yield error(error, Headers.empty(), error.message() + " Leave " + other.parameter() + " out of it.");
            }
            case ObjectQuery.Objection.NoVersion none -> error(ErrorCode.BAD_REQUEST);
        });
    }

    Answer methodNotAllowed() {
        return error(ErrorCode.METHOD_NOT_ALLOWED, Headers.of("allow", "GET, HEAD, OPTIONS"));
    }

    /** An error and what was thrown, which only operators and applications see. */
    Answer failed(ErrorCode error, Throwable why) {
        return failed(error, why, Headers.empty());
    }

    Answer failed(ErrorCode error, Throwable why, Headers more) {
        cause = why;
        return error(error, more);
    }

    Answer error(ErrorCode error) {
        return error(error, Headers.empty());
    }

    Answer error(ErrorCode error, Headers more) {
        return error(error, more, error.message());
    }

    private Answer error(ErrorCode error, Headers more, String message) {
        boolean s3 = exchange.bucket().filter(Bucket::answersErrorsAsS3).isPresent()
                || S3Codes.areExpectedBy(exchange.request());
        byte[] text = s3
                ? ErrorBody.xml(s3Code(error), message, exchange.id())
                : ErrorBody.json(error, message, exchange.id());
        Headers.Builder own = ownHeaders()
                .addLowerCase("content-type", s3 ? "application/xml" : "application/json")
                .addLowerCase("cache-control", "no-store")
                .addLowerCase("content-length", Integer.toString(text.length));
        if (error.status() == 503 || error.status() == 429) {
            own.addLowerCase("retry-after", Long.toString(RETRY_AFTER_SECONDS));
        }
        exchange.bucket()
                .flatMap(Bucket::challenge)
                .flatMap(asks -> asks.to(error))
                .ifPresent(challenge -> own.addLowerCase("www-authenticate", challenge));
        more.forEach(own::set);
        status = error.status();
        Body body = exchange.isHead() ? Body.none() : Body.of(ByteBuffer.wrap(text));
        return new Answer(error, own.build(), body, this);
    }

    private String s3Code(ErrorCode error) {
        if (error == ErrorCode.NOT_FOUND && exchange.bucket().isEmpty()) {
            return "NoSuchBucket";
        }
        return error == ErrorCode.NOT_FOUND && exchange.version().isPresent() ? "NoSuchVersion" : S3Codes.of(error);
    }

    /** The answer to an unexpected exception. Even if none can be created, the request is no longer counted as in-flight. */
    Answer unforeseen(Throwable fault) {
        try {
            log.error("request {}", exchange.id(), fault);
            return failed(ErrorCode.INTERNAL_ERROR, fault);
        } catch (Throwable e) {
            done(0, false);
            throw e;
        }
    }

    @Override
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    @Override
    public Answer insteadOf(Throwable why) {
        if (why instanceof IOException || why instanceof StorageException) {
            brokeOff(why);
            exchange.missed();
            return failed(ErrorCode.STORAGE_ERROR, why);
        }
        return unforeseen(why);
    }

    /** The client sees no more than that the connection ends: the operator is told why. */
    @Override
    public void brokeOff(Throwable why) {
        if (over == 0) {
            exchange.bucket()
                    .ifPresentOrElse(
                            bucket -> bucket.bucketLog().brokeOff(exchange.id(), why),
                            () -> log.warn("request {}: the answer broke off", exchange.id(), why));
        }
    }

    @Override
    public void done(long bytesSent, boolean whole) {
        if (OVER.compareAndSet(this, 0, 1)) {
            try {
                exchange.letGo();
                record(bytesSent, whole);
            } catch (Throwable e) {
                log.error("request {}: noting its end failed", exchange.id(), e);
            } finally {
                exchange.leave();
            }
        }
    }

    private void record(long bytesSent, boolean whole) {
        ExchangeContext context = exchange.context();
        long nanos = context.time().nanos() - exchange.startNanos();
        RequestMetrics metrics = exchange.bucket().map(Bucket::metrics).orElse(context.unrouted());
        metrics.record(status, exchange.outcome(), bytesSent, nanos);
        if (!whole) {
            metrics.recordAborted();
        }
        if (!context.listeners().isEmpty()) {
            RequestDone event = new RequestDone(
                    exchange.id(),
                    exchange.request().method(),
                    exchange.clientAddress(),
                    exchange.principal(),
                    exchange.bucket().map(Bucket::name),
                    exchange.key(),
                    status,
                    exchange.outcome(),
                    bytesSent,
                    whole,
                    nanos);
            context.listeners().tell(listener -> listener.requestDone(event));
        }
    }
}
