package dev.yatagarasu.core.engine;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.core.cache.CachedObject;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Representation;
import dev.yatagarasu.core.http.Selection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Answers from an object in memory: whole, in part, or not at all. Never blocks, never copies the object. */
final class CachedAnswer {
    private CachedAnswer() {}

    static Answer of(Exchange exchange, Selection.Wish wish, CachedObject object) {
        Representation representation = object.representation();
        return switch (wish.select(representation)) {
            case Selection.Failed failed -> exchange.error(ErrorCode.PRECONDITION_FAILED);
            case Selection.NotModified same -> exchange.answer(304, representation.notModified(), Body.none());
            case Selection.Unsatisfiable none -> unsatisfiable(exchange, representation.size());
            case Selection.Whole all -> exchange.answer(200, representation.whole(), Body.of(object.body()));
            case Selection.Parts parts ->
                parts.spans().size() == 1
                        ? one(exchange, object, parts.spans().getFirst())
                        : several(exchange, object, parts.spans());
        };
    }

    static Answer unsatisfiable(Exchange exchange, long size) {
        return exchange.error(ErrorCode.RANGE_NOT_SATISFIABLE, Headers.of("content-range", "bytes */" + size));
    }

    private static Answer one(Exchange exchange, CachedObject object, ByteRange.Span span) {
        return exchange.answer(206, object.representation().part(span), Body.of(slice(object, span)));
    }

    private static Answer several(Exchange exchange, CachedObject object, List<ByteRange.Span> spans) {
        Multipart multipart = new Multipart(object.representation(), spans);
        List<ByteBuffer> buffers = new ArrayList<>(2 * spans.size() + 1);
        for (ByteRange.Span span : spans) {
            buffers.add(ByteBuffer.wrap(multipart.heading(span)));
            buffers.add(slice(object, span));
        }
        buffers.add(ByteBuffer.wrap(multipart.ending()));
        return exchange.answer(206, multipart.headers(), new Body.Buffers(buffers, multipart.length()));
    }

    private static ByteBuffer slice(CachedObject object, ByteRange.Span span) {
        return object.body().slice((int) span.first(), (int) span.length());
    }
}
