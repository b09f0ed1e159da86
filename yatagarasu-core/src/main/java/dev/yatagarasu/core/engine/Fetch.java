package dev.yatagarasu.core.engine;

import static dev.yatagarasu.core.engine.Plausible.checked;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.cache.ObjectCache;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.Conditions;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Representation;
import dev.yatagarasu.core.http.Selection;
import dev.yatagarasu.core.http.Work;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slow lane: asks storage. A plain GET goes through the cache, which asks once for all who wait. Everything else
 * (HEAD, ranges, conditions) is one call that carries the range and the conditions along; only several ranges at once,
 * which S3 does not have, cost a call for the size and one for each range.
 */
final class Fetch implements Work {
    private static final Logger log = LoggerFactory.getLogger(Fetch.class);

    private final Exchange exchange;
    private final Bucket bucket;
    private final ObjectKey key;
    private final Selection.Wish wish;

    Fetch(Exchange exchange, Bucket bucket, ObjectKey key, Selection.Wish wish) {
        this.exchange = exchange;
        this.bucket = bucket;
        this.key = key;
        this.wish = wish;
    }

    @Override
    public Answer finish() {
        try {
            return fetch();
        } catch (StorageException e) {
            log.warn("request {}: storage of bucket {}: {}", exchange.id(), bucket.name(), e.getMessage());
            log.debug("request {}", exchange.id(), e);
            return exchange.error(errorCode(e.kind()));
        } catch (RuntimeException | Error e) {
            log.error("request {}: bucket {}", exchange.id(), bucket.name(), e);
            return exchange.error(ErrorCode.INTERNAL_ERROR);
        }
    }

    @Override
    public void abandon() {
        exchange.done(0, false);
    }

    private static ErrorCode errorCode(StorageException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE -> ErrorCode.STORAGE_UNAVAILABLE;
            case TIMEOUT -> ErrorCode.STORAGE_TIMEOUT;
            case REFUSED, BROKEN -> ErrorCode.STORAGE_ERROR;
        };
    }

    private Answer fetch() {
        if (exchange.isHead()) {
            StorageRequest sent = request(Optional.empty());
            return answer(checked(sent, bucket.storage().head(sent)));
        }
        if (wish.ranges().size() > 1) {
            return afterHead();
        }
        if (bucket.cache().isPresent()
                && wish.isEverything()
                && !exchange.site().isRetired()) {
            return throughCache(bucket.cache().get());
        }
        return answer(get(request(wish.ranges().stream().findFirst())));
    }

    private StorageResponse get(StorageRequest request) {
        return checked(request, bucket.storage().get(request));
    }

    private StorageRequest request(Optional<ByteRange> range) {
        return new StorageRequest(key.key(), range, wish.preconditions());
    }

    private Answer throughCache(ObjectCache cache) {
        Supplier<StorageResponse> whole = () -> get(StorageRequest.whole(key.key()));
        var loaded = cache.load(key, bucket.config(), exchange.site()::isRetired, whole);
        return switch (loaded) {
            case ObjectCache.Loaded.Kept kept -> CachedAnswer.of(exchange, wish, kept.object());
            case ObjectCache.Loaded.Direct direct -> answer(direct.response());
        };
    }

    /** Passes on what storage answered, once its conditions hold here too: storage may have ignored them. */
    private Answer answer(StorageResponse response) {
        return switch (response) {
            case StorageResponse.Whole whole -> whole(whole);
            case StorageResponse.Partial partial -> partial(partial);
            case StorageResponse.NotModified same ->
                exchange.answer(304, Representation.notModified(same.headers()), Body.none());
            case StorageResponse.PreconditionFailed failed -> exchange.error(ErrorCode.PRECONDITION_FAILED);
            case StorageResponse.RangeNotSatisfiable outside -> outside(outside.size());
            case StorageResponse.NotFound missing -> exchange.error(ErrorCode.NOT_FOUND);
        };
    }

    private Answer whole(StorageResponse.Whole whole) {
        exchange.hold(whole);
        Representation object = represent(whole);
        return switch (Conditions.evaluate(wish.preconditions(), object.headers())) {
            case FAILED -> drop(exchange.error(ErrorCode.PRECONDITION_FAILED));
            case NOT_MODIFIED -> drop(exchange.answer(304, object.notModified(), Body.none()));
            case PROCEED -> exchange.answer(200, object.whole(), new Body.Stream(whole.body(), whole.size()));
        };
    }

    private Answer partial(StorageResponse.Partial partial) {
        exchange.hold(partial);
        Representation object = represent(partial);
        if (!Conditions.allowsRange(wish.ifRange(), object.headers())) {
            exchange.letGo();
            return answerWhole();
        }
        return switch (Conditions.evaluate(wish.preconditions(), object.headers())) {
            case FAILED -> drop(exchange.error(ErrorCode.PRECONDITION_FAILED));
            case NOT_MODIFIED -> drop(exchange.answer(304, object.notModified(), Body.none()));
            case PROCEED ->
                exchange.answer(
                        206,
                        object.part(partial.span()),
                        new Body.Stream(partial.body(), partial.span().length()));
        };
    }

    /** The way out wherever ranges cannot be served: a server may always ignore them (RFC 9110 section 14.2). */
    private Answer answerWhole() {
        return answer(get(request(Optional.empty())));
    }

    private Answer drop(Answer answer) {
        exchange.letGo();
        return answer;
    }

    private Representation represent(StorageResponse.WithBody response) {
        return Representation.of(
                response.headers(), response.size(), bucket.config().exposeMetadata());
    }

    /** A range outside the object: 416, unless a condition comes first, which only the object's headers can tell. */
    private Answer outside(OptionalLong size) {
        boolean plain = wish.preconditions().isEmpty() && wish.ifRange().isEmpty();
        return plain && size.isPresent() ? CachedAnswer.unsatisfiable(exchange, size.getAsLong()) : afterHead();
    }

    /** Learns what the object is before asking for any of its bytes. */
    private Answer afterHead() {
        StorageRequest sent = StorageRequest.whole(key.key());
        StorageResponse response = checked(sent, bucket.storage().head(sent));
        if (!(response instanceof StorageResponse.Whole whole)) {
            return answer(response);
        }
        whole.close();
        Representation object = represent(whole);
        return switch (wish.select(object)) {
            case Selection.Failed failed -> exchange.error(ErrorCode.PRECONDITION_FAILED);
            case Selection.NotModified same -> exchange.answer(304, object.notModified(), Body.none());
            case Selection.Unsatisfiable none -> CachedAnswer.unsatisfiable(exchange, object.size());
            case Selection.Whole all -> answerWhole();
            case Selection.Parts parts -> parts(object, parts.spans());
        };
    }

    private Answer parts(Representation object, List<ByteRange.Span> spans) {
        String etag = object.headers().firstOr("etag", "");
        if (!etag.startsWith("\"")) {
            return answerWhole();
        }
        Function<ByteRange.Span, StorageResponse> part =
                span -> get(new StorageRequest(key.key(), Optional.of(span), Preconditions.ifMatch(etag)));
        if (spans.size() == 1) {
            StorageResponse response = part.apply(spans.getFirst());
            return response instanceof StorageResponse.WithBody ? answer(response) : answerWhole();
        }
        Multipart multipart = new Multipart(object, spans);
        MultipartStream stream = new MultipartStream(multipart, part);
        exchange.hold(stream.asResponse());
        return exchange.answer(206, multipart.headers(), new Body.Stream(stream, multipart.length()));
    }
}
