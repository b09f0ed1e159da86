package dev.yatagarasu.core.http;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a client wants of an object, whatever the object turns out to be.
 *
 * @param preconditions the conditions
 * @param ranges the ranges, none for all of it; always none for HEAD, which has no ranges (RFC 9110 section 14.2)
 * @param ifRange {@code If-Range}
 */
public record RequestedSelection(Preconditions preconditions, List<ByteRange> ranges, Optional<String> ifRange) {
    private static final RequestedSelection EVERYTHING =
            new RequestedSelection(Preconditions.none(), List.of(), Optional.empty());

    /** Reads a request's header fields. */
    public static RequestedSelection of(String method, Headers request) {
        Preconditions preconditions = Conditions.of(request);
        Optional<String> range = method.equals("GET") ? request.joined("range") : Optional.empty();
        if (range.isEmpty()) {
            return preconditions.isEmpty()
                    ? EVERYTHING
                    : new RequestedSelection(preconditions, List.of(), Optional.empty());
        }
        return new RequestedSelection(preconditions, RangeHeader.parse(range.get()), request.joined("if-range"));
    }

    /** Whether this asks for the whole object without conditions. */
    public boolean isEverything() {
        return ranges.isEmpty() && preconditions.isEmpty();
    }

    /** What this selects of an existing object. */
    public Selection select(Representation object) {
        return switch (Conditions.evaluate(preconditions, object.headers())) {
            case FAILED -> new Selection.Failed();
            case NOT_MODIFIED -> new Selection.NotModified();
            case PROCEED ->
                ranges.isEmpty() || !Conditions.allowsRange(ifRange, object.headers())
                        ? new Selection.Whole()
                        : parts(object.size());
        };
    }

    private Selection parts(long size) {
        List<ByteRange.Span> spans = new ArrayList<>(ranges.size());
        for (ByteRange range : ranges) {
            range.resolve(size).ifPresent(spans::add);
        }
        if (spans.isEmpty()) {
            return new Selection.Unsatisfiable();
        }
        return new Selection.Parts(spans.size() == 1 ? spans : merged(spans));
    }

    /** The spans in order, those that overlap or touch made one (RFC 9110 section 15.3.7.2). */
    private static List<ByteRange.Span> merged(List<ByteRange.Span> spans) {
        spans.sort(Comparator.comparingLong(ByteRange.Span::first));
        List<ByteRange.Span> merged = new ArrayList<>(spans.size());
        ByteRange.Span open = spans.getFirst();
        for (ByteRange.Span next : spans) {
            if (next.first() <= open.last() + 1) {
                open = new ByteRange.Span(open.first(), Math.max(open.last(), next.last()));
            } else {
                merged.add(open);
                open = next;
            }
        }
        merged.add(open);
        return merged;
    }
}
