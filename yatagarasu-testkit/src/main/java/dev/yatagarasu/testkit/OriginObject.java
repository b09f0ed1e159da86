package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** An object that a {@link VerifyingOrigin} holds. Immutable, as long as nobody writes into its content. */
public final class OriginObject {
    private final byte[] content;
    private final Instant lastModified;
    private final Headers headers;
    private final String etag;

    private OriginObject(byte[] content, Instant lastModified, Headers headers) {
        this.content = content;
        this.lastModified = lastModified;
        this.headers = headers;
        this.etag = md5(content);
    }

    /** An object of that type, last modified at the start of 2026. The content is not copied. */
    public static OriginObject of(byte[] content, String contentType) {
        return new OriginObject(
                content, Instant.parse("2026-01-01T00:00:00Z"), Headers.of("content-type", contentType));
    }

    /** The same object with one more header field. Checksums are sent as S3 does: of whole objects, to those who ask for them. */
    public OriginObject with(String name, String value) {
        return new OriginObject(
                content, lastModified, headers.toBuilder().add(name, value).build());
    }

    /** Its bytes, not copied. */
    public byte[] content() {
        return content;
    }

    /** When it was stored, in whole seconds. */
    public Instant lastModified() {
        return lastModified;
    }

    /** What is sent with it besides {@code etag}, {@code last-modified} and lengths. */
    public Headers headers() {
        return headers;
    }

    /** The strong entity tag, in quotes: the MD5 of the content, as S3 does it. */
    public String etag() {
        return etag;
    }

    private static String md5(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(content);
            return '"' + HexFormat.of().formatHex(digest) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
