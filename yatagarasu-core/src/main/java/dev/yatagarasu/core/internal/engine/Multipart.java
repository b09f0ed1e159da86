package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.FixedHeaders;
import dev.yatagarasu.core.http.Representation;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** The frame around several ranges: {@code multipart/byteranges} (RFC 9110 section 14.6). */
final class Multipart {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Representation object;
    private final List<ByteRange.Span> spans;
    /** Unguessable, so that no object can hold it on purpose. */
    private final String boundary;

    private final long length;

    Multipart(Representation object, List<ByteRange.Span> spans) {
        this.object = object;
        this.spans = spans;
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        this.boundary = HexFormat.of().formatHex(random);
        long sum = ending().length;
        for (ByteRange.Span span : spans) {
            sum += heading(span).length + span.length();
        }
        this.length = sum;
    }

    List<ByteRange.Span> spans() {
        return spans;
    }

    /** Whether {@code part} is that span of the same version of the object. */
    boolean holds(StorageResponse.Partial part, ByteRange.Span span) {
        return part.span().equals(span)
                && part.size() == object.size()
                && part.headers().first("etag").equals(object.headers().first("etag"));
    }

    /** What stands before the bytes of a part. */
    byte[] heading(ByteRange.Span span) {
        String type = object.headers()
                .first("content-type")
                .map(value -> "Content-Type: " + value + "\r\n")
                .orElse("");
        return ascii("\r\n--" + boundary + "\r\n" + type + "Content-Range: " + object.contentRange(span) + "\r\n\r\n");
    }

    /** What stands after the last part. */
    byte[] ending() {
        return ascii("\r\n--" + boundary + "--\r\n");
    }

    /** Bytes in the whole body. */
    long length() {
        return length;
    }

    FixedHeaders headers() {
        return object.parts(boundary, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
