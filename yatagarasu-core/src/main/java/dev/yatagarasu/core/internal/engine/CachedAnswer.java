package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Representation;
import dev.yatagarasu.core.http.Selection;
import dev.yatagarasu.core.internal.cache.CachedObject;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.cache.Origin;
import dev.yatagarasu.core.internal.cache.Resolved;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates answers about objects in the cache. {@link Bytes} supplies their bytes, from memory or from wherever they are. */
final class CachedAnswer {
    private CachedAnswer() {}

    /** Where the bytes of answers come from. */
    interface Bytes {
        /** One range as a body; empty if it cannot be had here. */
        Optional<Body> of(ByteRange.Span span);

        /** Several ranges as a body; empty if they cannot be had here. */
        Optional<Body> of(Multipart multipart);
    }

    /** The answer from memory alone; empty if bytes are missing there. Never blocks, never copies the object. */
    static Optional<Answer> fromMemory(ObjectRead reading, ObjectCache cache, Resolved resolved) {
        return switch (resolved) {
            case Resolved.Known known -> {
                reading.exchange().answeredFrom(known);
                yield of(reading, known.object(), new InMemory(cache, known.object(), reading.origin()));
            }
            case Resolved.Missing missing -> Optional.of(missing(reading, missing));
            case Resolved.Pass pass -> Optional.empty();
        };
    }

    static Answer missing(ObjectRead reading, Resolved.Missing missing) {
        reading.exchange().answeredFrom(missing);
        return reading.responder().error(ErrorCode.NOT_FOUND);
    }

    static Optional<Answer> of(ObjectRead reading, CachedObject object, Bytes bytes) {
        Responder responder = reading.responder();
        Representation representation = object.representation(reading.bucket().view());
        return switch (reading.requested().select(representation)) {
            case Selection.Failed failed -> Optional.of(responder.error(ErrorCode.PRECONDITION_FAILED));
            case Selection.NotModified same ->
                Optional.of(responder.answer(304, representation.notModified(), Body.none()));
            case Selection.Unsatisfiable none -> Optional.of(unsatisfiable(responder, representation.size()));
            case Selection.Whole all ->
                whole(responder, representation, bytes)
                        .map(body -> responder.answer(200, representation.whole(), body));
            case Selection.Parts parts -> parts(responder, representation, parts.spans(), bytes);
        };
    }

    private static Optional<Body> whole(Responder responder, Representation object, Bytes bytes) {
        return responder.exchange().isHead() || object.size() == 0
                ? Optional.of(Body.none())
                : bytes.of(new ByteRange.Span(0, object.size() - 1));
    }

    private static Optional<Answer> parts(
            Responder responder, Representation object, List<ByteRange.Span> spans, Bytes bytes) {
        if (spans.size() == 1) {
            ByteRange.Span span = spans.getFirst();
            return bytes.of(span).map(body -> responder.answer(206, object.part(span), body));
        }
        Multipart multipart = new Multipart(object, spans);
        return bytes.of(multipart).map(body -> responder.answer(206, multipart.headers(), body));
    }

    static Answer unsatisfiable(Responder responder, long size) {
        return responder.error(ErrorCode.RANGE_NOT_SATISFIABLE, Headers.of("content-range", "bytes */" + size));
    }

    /** Bytes that are in memory already. */
    record InMemory(ObjectCache cache, CachedObject object, Origin origin) implements Bytes {
        @Override
        public Optional<Body> of(ByteRange.Span span) {
            return cache.inMemory(object, span, origin).map(buffers -> new Body.Buffers(buffers, span.length()));
        }

        @Override
        public Optional<Body> of(Multipart multipart) {
            List<ByteBuffer> all = new ArrayList<>();
            for (ByteRange.Span span : multipart.spans()) {
                Optional<List<ByteBuffer>> part = cache.inMemory(object, span, origin);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                all.add(ByteBuffer.wrap(multipart.heading(span)));
                all.addAll(part.get());
            }
            all.add(ByteBuffer.wrap(multipart.ending()));
            return Optional.of(new Body.Buffers(all, multipart.length()));
        }
    }
}
