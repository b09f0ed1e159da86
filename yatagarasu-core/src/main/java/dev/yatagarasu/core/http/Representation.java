package dev.yatagarasu.core.http;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an object is to a client: its representation headers (RFC 9110 section 8) and its size, and from these the header
 * fields of every kind of answer about it. Immutable; the fields of whole answers are put together once.
 */
public final class Representation {
    /** Fields of a 304 (RFC 9110 section 15.4.5); {@code Last-Modified} for clients that have no entity tag. */
    private static final Set<String> IN_NOT_MODIFIED =
            Set.of("cache-control", "etag", "expires", "last-modified", "vary");

    private final Headers headers;
    private final long size;
    private final FixedHeaders whole;
    /** Raced on purpose: every thread makes an equal one. Most objects never need it. */
    private @Nullable FixedHeaders notModified;

    private Representation(Headers headers, long size) {
        this.headers = headers;
        this.size = size;
        this.whole = new FixedHeaders(headers.toBuilder()
                .addLowerCase("accept-ranges", "bytes")
                .addLowerCase("content-length", Long.toString(size))
                .build());
    }

    /** An object as clients may see it. */
    public static Representation of(Headers fromStorage, long size, ClientView view) {
        return new Representation(shown(fromStorage, view), size);
    }

    private static Headers shown(Headers fromStorage, ClientView view) {
        return forWhom(ClientFields.of(fromStorage, view), view);
    }

    private static Headers forWhom(Headers headers, ClientView view) {
        return view.privately()
                ? headers.toBuilder()
                        .set(
                                "cache-control",
                                PrivateCacheControl.of(
                                        headers.joined("cache-control").orElse("")))
                        .build()
                : headers;
    }

    /** The fields of a 200 about an object whose size nobody knows: neither its length nor any range is promised. */
    public static FixedHeaders unsized(Headers fromStorage, ClientView view) {
        return new FixedHeaders(shown(fromStorage, view));
    }

    /** The fields of a 304 about an object of which only headers are known. */
    public static FixedHeaders notModified(Headers headers, ClientView view) {
        return new FixedHeaders(forWhom(headers.filter(IN_NOT_MODIFIED::contains), view));
    }

    /** The representation headers, without length and ranges. */
    public Headers headers() {
        return headers;
    }

    /** Bytes in the whole object. */
    public long size() {
        return size;
    }

    /** The fields of a 200. */
    public FixedHeaders whole() {
        return whole;
    }

    /** The fields of a 304. */
    public FixedHeaders notModified() {
        FixedHeaders made = notModified;
        if (made == null) {
            made = notModified(headers, ClientView.PLAIN);
            notModified = made;
        }
        return made;
    }

    /** The fields of a 206 with one range: no checksum of the whole content, which the part would not meet. */
    public FixedHeaders part(ByteRange.Span span) {
        return new FixedHeaders(partHeaders()
                .addLowerCase("content-range", contentRange(span))
                .addLowerCase("content-length", Long.toString(span.length()))
                .build());
    }

    /** The fields of a 206 with several ranges (RFC 9110 section 14.6). */
    public FixedHeaders parts(String boundary, long length) {
        return new FixedHeaders(partHeaders()
                .set("content-type", "multipart/byteranges; boundary=" + boundary)
                .addLowerCase("content-length", Long.toString(length))
                .build());
    }

    private Headers.Builder partHeaders() {
        return headers.filter(name -> !isOfTheWhole(name)).toBuilder().addLowerCase("accept-ranges", "bytes");
    }

    private static boolean isOfTheWhole(String name) {
        return name.startsWith("x-amz-checksum-") || name.equals("content-md5") || name.equals("content-digest");
    }

    /** The {@code Content-Range} of a part. */
    public String contentRange(ByteRange.Span span) {
        return "bytes " + span.first() + "-" + span.last() + "/" + size;
    }
}
