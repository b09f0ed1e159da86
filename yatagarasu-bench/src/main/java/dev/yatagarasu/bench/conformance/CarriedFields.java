package dev.yatagarasu.bench.conformance;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Carries the response fields of the suite's own making across the server, which passes on nothing but what describes an object,
 * and its metadata: so that is what they become on the way. Fields that HTTP knows stay what they are.
 */
final class CarriedFields {
    private static final String METADATA = "x-amz-meta-";

    private static final Set<String> OF_HTTP = Set.of(
            "accept-ranges",
            "age",
            "authentication-info",
            "cache-control",
            "connection",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-location",
            "content-md5",
            "content-range",
            "content-type",
            "date",
            "etag",
            "expires",
            "keep-alive",
            "last-modified",
            "location",
            "pragma",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "public-key-pins",
            "retry-after",
            "set-cookie",
            "set-cookie2",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "vary",
            "warning",
            "www-authenticate");

    private CarriedFields() {}

    /** What the server gets of the origin's answer. */
    static RequestHead intoMetadata(RequestHead answer) {
        return renamed(answer, name -> !OF_HTTP.contains(name), name -> METADATA + name);
    }

    /** What the client gets of the server's. */
    static RequestHead outOfMetadata(RequestHead answer) {
        return renamed(answer, name -> name.startsWith(METADATA), name -> name.substring(METADATA.length()));
    }

    private static RequestHead renamed(RequestHead answer, Predicate<String> which, UnaryOperator<String> name) {
        StringBuilder text = new StringBuilder(answer.text().length());
        answer.text()
                .lines()
                .forEach(line -> text.append(field(line, which, name)).append("\r\n"));
        return new RequestHead(text.toString());
    }

    private static String field(String line, Predicate<String> which, UnaryOperator<String> name) {
        int colon = line.startsWith("HTTP/") ? -1 : line.indexOf(':');
        String old = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
        return !old.isEmpty() && which.test(old) ? name.apply(line.substring(0, colon)) + line.substring(colon) : line;
    }
}
