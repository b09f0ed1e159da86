package dev.yatagarasu.core.config;

import java.time.Duration;
import java.util.List;

/**
 * Which pages of other origins may read a bucket's objects (the Fetch standard's CORS protocol).
 *
 * @param allowOrigins origins such as {@code https://app.example.com}, or {@code *} for all
 * @param allowHeaders request header fields that pages may set, in lower case
 * @param exposeHeaders response header fields that pages may read
 * @param allowCredentials whether pages may send cookies and the like; not together with {@code *}
 * @param maxAge how long browsers may remember a preflight
 */
public record CorsConfig(
        List<String> allowOrigins,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        boolean allowCredentials,
        Duration maxAge) {
    /** Request headers allowed where none are listed: what range and conditional reads need. */
    public static final List<String> DEFAULT_ALLOW_HEADERS =
            List.of("authorization", "if-match", "if-modified-since", "if-none-match", "if-range", "range");

    /** Response headers exposed where none are listed. */
    public static final List<String> DEFAULT_EXPOSE_HEADERS =
            List.of("accept-ranges", "content-length", "content-range", "etag", "last-modified", "x-request-id");

    public CorsConfig {
        allowOrigins = List.copyOf(allowOrigins);
        allowHeaders = List.copyOf(allowHeaders);
        exposeHeaders = List.copyOf(exposeHeaders);
        if (allowOrigins.isEmpty()) {
            throw new IllegalArgumentException("allow_origins must name at least one origin");
        }
        if (allowCredentials && allowOrigins.contains("*")) {
            throw new IllegalArgumentException("allow_credentials needs named origins, not *");
        }
    }

    /** These origins, and the defaults for everything else. */
    public static CorsConfig of(String... allowOrigins) {
        return new CorsConfig(
                List.of(allowOrigins), DEFAULT_ALLOW_HEADERS, DEFAULT_EXPOSE_HEADERS, false, Duration.ofMinutes(10));
    }
}
