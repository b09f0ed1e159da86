package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.Conditions;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.FixedHeaders;
import dev.yatagarasu.core.http.Representation;
import dev.yatagarasu.core.http.RequestedSelection;
import dev.yatagarasu.core.http.Selection;
import dev.yatagarasu.core.internal.cache.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads an object from storage for one request alone. One call carries the range and the conditions along; only several
 * ranges at once, which S3 does not have, cost a call for the size and one for each range.
 */
final class DirectRead {
    private final Exchange exchange;
    private final Responder responder;
    private final Bucket bucket;
    private final Origin origin;
    private final ObjectRead reading;
    private final RequestedSelection requested;

    DirectRead(ObjectRead reading) {
        this.reading = reading;
        this.exchange = reading.exchange();
        this.responder = reading.responder();
        this.bucket = reading.bucket();
        this.origin = reading.origin();
        this.requested = reading.requested();
    }

    Answer answer() {
        if (exchange.isHead()) {
            return answer(origin.head(request(Optional.empty())));
        }
        if (requested.ranges().size() > 1) {
            return afterHead();
        }
        return answer(origin.get(request(requested.ranges().stream().findFirst())));
    }

    private StorageRequest request(Optional<ByteRange> range) {
        return new StorageRequest(reading.key(), range, requested.preconditions());
    }

    /** Passes on what storage answered, once its conditions hold here too: storage may have ignored them. */
    Answer answer(StorageResponse response) {
        return switch (response) {
            case StorageResponse.Whole whole -> object(whole, 200, Representation::whole, whole.size());
            case StorageResponse.Partial partial -> partial(partial);
            case StorageResponse.Unsized unsized -> unsized(unsized);
            case StorageResponse.NotModified same -> {
                exchange.cameWithAge(same.headers());
                yield responder.answer(304, Representation.notModified(same.headers(), bucket.view()), Body.none());
            }
            case StorageResponse.PreconditionFailed failed -> responder.error(ErrorCode.PRECONDITION_FAILED);
            case StorageResponse.RangeNotSatisfiable outside -> outside(outside.size());
            case StorageResponse.NotFound missing -> responder.error(ErrorCode.NOT_FOUND);
        };
    }

    private Answer partial(StorageResponse.Partial partial) {
        if (!Conditions.allowsRange(requested.ifRange(), partial.headers())) {
            partial.close();
            return answerWhole();
        }
        ByteRange.Span span = partial.span();
        return object(partial, 206, object -> object.part(span), span.length());
    }

    private Answer object(
            StorageResponse.Sized response, int status, Function<Representation, FixedHeaders> fields, long length) {
        exchange.hold(response);
        exchange.cameWithAge(response.headers());
        Representation object = reading.represent(response);
        return switch (Conditions.evaluate(requested.preconditions(), object.headers())) {
            case FAILED -> drop(responder.error(ErrorCode.PRECONDITION_FAILED));
            case NOT_MODIFIED -> drop(responder.answer(304, object.notModified(), Body.none()));
            case PROCEED -> responder.answer(status, fields.apply(object), new Body.Stream(response.body(), length));
        };
    }

    /** All of it, whatever was asked for: without a size there are no ranges. */
    private Answer unsized(StorageResponse.Unsized response) {
        exchange.hold(response);
        exchange.cameWithAge(response.headers());
        FixedHeaders fields = Representation.unsized(response.headers(), bucket.view());
        return switch (Conditions.evaluate(requested.preconditions(), fields.headers())) {
            case FAILED -> drop(responder.error(ErrorCode.PRECONDITION_FAILED));
            case NOT_MODIFIED ->
                drop(responder.answer(304, Representation.notModified(response.headers(), bucket.view()), Body.none()));
            case PROCEED -> responder.answer(200, fields, new Body.Unsized(response.body(), response.endIsProven()));
        };
    }

    /** The way out wherever ranges cannot be served: a server may always ignore them (RFC 9110 section 14.2). */
    private Answer answerWhole() {
        return answer(origin.get(request(Optional.empty())));
    }

    private Answer drop(Answer answer) {
        exchange.letGo();
        return answer;
    }

    /** A range outside the object: 416, unless a condition comes first, which only the object's headers can tell. */
    private Answer outside(OptionalLong size) {
        boolean plain =
                requested.preconditions().isEmpty() && requested.ifRange().isEmpty();
        return plain && size.isPresent() ? CachedAnswer.unsatisfiable(responder, size.getAsLong()) : afterHead();
    }

    /** Learns what the object is before asking for any of its bytes. */
    private Answer afterHead() {
        StorageResponse response = origin.head(StorageRequest.whole(reading.key()));
        if (response instanceof StorageResponse.Unsized unsized) {
            unsized.close();
            return answerWhole();
        }
        if (!(response instanceof StorageResponse.Whole whole)) {
            return answer(response);
        }
        whole.close();
        Representation object = reading.represent(whole);
        return switch (requested.select(object)) {
            case Selection.Failed failed -> responder.error(ErrorCode.PRECONDITION_FAILED);
            case Selection.NotModified same -> responder.answer(304, object.notModified(), Body.none());
            case Selection.Unsatisfiable none -> CachedAnswer.unsatisfiable(responder, object.size());
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
                span -> origin.get(new StorageRequest(reading.key(), Optional.of(span), Preconditions.ifMatch(etag)));
        StorageResponse first = part.apply(spans.getFirst());
        if (!(first instanceof StorageResponse.WithBody)) {
            return answerWhole();
        }
        if (spans.size() == 1 || !(first instanceof StorageResponse.Partial opened)) {
            return answer(first);
        }
        Multipart multipart = new Multipart(object, spans);
        MultipartStream stream = new MultipartStream(multipart, opened, part);
        exchange.hold(stream);
        return responder.answer(206, multipart.headers(), new Body.Stream(stream, multipart.length()));
    }
}
