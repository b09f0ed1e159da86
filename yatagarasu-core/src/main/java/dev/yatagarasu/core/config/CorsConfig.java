package dev.yatagarasu.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which pages of other origins may read a bucket's objects (the Fetch standard's CORS protocol).
 *
 * @param allowOrigins origins such as {@code https://app.example.com}, in lower case, or {@code *} for all
 * @param allowHeaders request header fields that pages may set, in lower case
 * @param exposeHeaders response header fields that pages may read, in lower case
 * @param allowCredentials whether pages may send cookies and other credentials; not together with {@code *}
 * @param maxAge how long browsers may remember a preflight
 */
public record CorsConfig(
        List<String> allowOrigins,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        boolean allowCredentials,
        Duration maxAge) {
    /** The default request headers: those that range and conditional requests need. */
    public static final List<String> DEFAULT_ALLOW_HEADERS =
            List.of("authorization", "if-match", "if-modified-since", "if-none-match", "if-range", "range");

    /** The default response headers that pages may read. */
    public static final List<String> DEFAULT_EXPOSE_HEADERS =
            List.of("accept-ranges", "content-length", "content-range", "etag", "last-modified", "x-request-id");

    static final Duration DEFAULT_MAX_AGE = Duration.ofMinutes(10);

    public CorsConfig {
        allowOrigins = lowerCase(allowOrigins);
        allowHeaders = lowerCase(allowHeaders);
        exposeHeaders = lowerCase(exposeHeaders);
        reject(allowOrigins.stream().flatMap(origin -> CorsRules.checkOrigin(origin).stream()));
        reject(Stream.concat(allowHeaders.stream(), exposeHeaders.stream())
                .flatMap(name -> CorsRules.checkHeader(name).stream()));
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("max_age must not be negative, is " + maxAge);
        }
        if (allowOrigins.isEmpty()) {
            throw new IllegalArgumentException("allow_origins must name at least one origin");
        }
        if (allowCredentials && allowOrigins.contains("*")) {
            throw new IllegalArgumentException("allow_credentials needs named origins, not *");
        }
    }

    private static List<String> lowerCase(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }

    private static void reject(Stream<String> problems) {
        problems.findFirst().ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** These origins with the default headers, no credentials, and preflights remembered for ten minutes. */
    public static CorsConfig of(String... allowOrigins) {
        return new CorsConfig(
                List.of(allowOrigins), DEFAULT_ALLOW_HEADERS, DEFAULT_EXPOSE_HEADERS, false, DEFAULT_MAX_AGE);
    }
}
