package dev.yatagarasu.core.internal.cache.freshness;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.HttpDate;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields of storage's responses are kept (RFC 9111 section 3.1), and what a 304 makes of them (section 3.2). Pure
 * functions; they never throw.
 */
public final class StoredHeaders {
    /**
     * About one connection, about authenticating to a proxy, a cookie for whoever came first, or an age, which the
     * lifetime holds.
     */
    private static final Set<String> NOT_KEPT = Set.of(
            "age",
            "connection",
            "http2-settings",
            "keep-alive",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What belongs to the bytes that are stored, so that a 304, which has none, cannot change it. */
    private static final Set<String> OF_THE_BYTES = Set.of(
            "content-digest",
            "content-encoding",
            "content-length",
            "content-md5",
            "content-range",
            "digest",
            "etag",
            "repr-digest");

    /** What was about the earlier response and is not true of this one, even if this one does not say it. */
    private static final Set<String> OF_THE_RESPONSE = Set.of("age", "date");

    private StoredHeaders() {}

    /**
     * The fields to keep of a response: without those about the connection, those named in {@code Connection}, {@code
     * Proxy-*}, {@code Set-Cookie}, and those that {@code private="..."} or {@code no-cache="..."} name.
     */
    public static Headers storable(Headers received) {
        Set<String> withheld = new HashSet<>(FieldList.names(received, "connection"));
        withheld.addAll(ResponseDirectives.of(received).withheldFields());
        return received.filter(
                name -> !NOT_KEPT.contains(name) && !name.startsWith("proxy-") && !withheld.contains(name));
    }

    /**
     * The stored response as a 304 about it makes it: every field of the 304 takes the place of those of that name, but
     * for what belongs to the stored bytes. Treat the result as if it had been received with status 200: ask {@link
     * Storability} about it, keep what is {@link #storable} of it.
     */
    public static Headers update(Headers stored, Headers notModified) {
        Set<String> connection = new HashSet<>(FieldList.names(notModified, "connection"));
        Headers news = notModified.filter(
                name -> !describesBytes(name) && !name.equals("connection") && !connection.contains(name));
        Headers.Builder updated =
                stored.filter(name -> !OF_THE_RESPONSE.contains(name) && !news.contains(name)).toBuilder();
        news.forEach(updated::addLowerCase);
        return updated.build();
    }

    /**
     * Whether a 304 says that what is stored is still the object. One that is about another version must not update it (RFC
     * 9111 section 4.3.4). With another {@code Last-Modified} the same bytes have been put again, and a 304 need not tell
     * what else is new: S3 keeps the entity tag then, whatever the type and the metadata have become.
     */
    public static boolean confirms(Headers stored, Headers notModified) {
        return isAbout(stored, notModified) && !isOfAnotherTime(stored, notModified);
    }

    private static boolean isOfAnotherTime(Headers stored, Headers notModified) {
        Optional<String> before = stored.first("last-modified");
        Optional<String> now = notModified.first("last-modified");
        return before.isPresent() && now.isPresent() && !isSameTime(before.get(), now.get());
    }

    private static boolean isSameTime(String one, String other) {
        Optional<Instant> time = HttpDate.parse(one);
        return one.equals(other) || (time.isPresent() && time.equals(HttpDate.parse(other)));
    }

    /** Whether a 304 is about the stored version: it names no entity tag or the same one. */
    static boolean isAbout(Headers stored, Headers notModified) {
        return !notModified.contains("etag") || opaqueTag(notModified).equals(opaqueTag(stored));
    }

    private static String opaqueTag(Headers headers) {
        String tag = headers.firstOr("etag", "");
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static boolean describesBytes(String name) {
        return OF_THE_BYTES.contains(name) || name.startsWith("x-amz-checksum-");
    }
}
