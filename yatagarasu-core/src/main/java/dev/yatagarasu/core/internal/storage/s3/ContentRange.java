package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.storage.ByteRange;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A {@code Content-Range} in bytes (RFC 9110 section 14.4).
 *
 * @param span the bytes sent; empty where the range cannot be satisfied
 * @param size bytes in the whole object; {@link #UNKNOWN} where the field does not say
 */
record ContentRange(Optional<ByteRange.Span> span, long size) {
    static final long UNKNOWN = -1;

    private static final String UNIT = "bytes ";

    /** Reads the value; empty when it is not valid. */
    static Optional<ContentRange> parse(String value) {
        int slash = value.indexOf('/');
        if (!value.startsWith(UNIT) || slash < 0) {
            return Optional.empty();
        }
        String total = value.substring(slash + 1);
        String span = value.substring(UNIT.length(), slash);
        if (total.equals("*")) {
            return span(span).map(bytes -> new ContentRange(Optional.of(bytes), UNKNOWN));
        }
        OptionalLong size = S3ResponseHeaders.digits(total);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        if (span.equals("*")) {
            return Optional.of(new ContentRange(Optional.empty(), size.getAsLong()));
        }
        return span(span)
                .filter(bytes -> bytes.last() < size.getAsLong())
                .map(bytes -> new ContentRange(Optional.of(bytes), size.getAsLong()));
    }

    /** The same of an object of that size. */
    ContentRange of(long known) {
        return new ContentRange(span, known);
    }

    private static Optional<ByteRange.Span> span(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        OptionalLong first = S3ResponseHeaders.digits(text.substring(0, dash));
        OptionalLong last = S3ResponseHeaders.digits(text.substring(dash + 1));
        if (first.isEmpty() || last.isEmpty() || last.getAsLong() < first.getAsLong()) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange.Span(first.getAsLong(), last.getAsLong()));
    }
}
