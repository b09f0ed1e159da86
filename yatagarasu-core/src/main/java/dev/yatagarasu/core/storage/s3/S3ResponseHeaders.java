package dev.yatagarasu.core.storage.s3;

import dev.yatagarasu.api.http.Headers;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ProtocolException;

/** Reads the header fields of a response: strictly those that frame it, and what describes the object for passing on. */
final class S3ResponseHeaders {
    private static final int MAX_DIGITS = 18;

    private S3ResponseHeaders() {}

    /** The representation's fields and {@code Date}, values verbatim; without those that {@code Connection} names. */
    static Headers representation(ClassicHttpResponse response) {
        Set<String> ofConnection = namedInConnection(response);
        Headers.Builder fields = Headers.builder();
        for (Iterator<Header> all = response.headerIterator(); all.hasNext(); ) {
            Header field = all.next();
            String name = field.getName().toLowerCase(Locale.ROOT);
            if (describesObject(name) && !ofConnection.contains(name)) {
                fields.addLowerCase(name, field.getValue() == null ? "" : field.getValue());
            }
        }
        return fields.build();
    }

    /** They were meant for us alone (RFC 9110 section 7.6.1). */
    private static Set<String> namedInConnection(ClassicHttpResponse response) {
        Set<String> names = new HashSet<>();
        for (Header field : response.getHeaders("Connection")) {
            String value = field.getValue() == null ? "" : field.getValue();
            for (String name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static boolean describesObject(String name) {
        return switch (name) {
            case "accept-ranges",
                    "alt-svc",
                    "connection",
                    "content-length",
                    "content-range",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-connection",
                    "server",
                    "set-cookie",
                    "strict-transport-security",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "via",
                    "www-authenticate" -> false;
            default -> !name.startsWith("x-amz-") || isAboutObject(name);
        };
    }

    private static boolean isAboutObject(String name) {
        return name.startsWith("x-amz-meta-")
                || name.startsWith("x-amz-checksum-")
                || name.equals("x-amz-version-id")
                || name.equals("x-amz-storage-class");
    }

    /** The length that frames the body. Throws where it is missing, given twice, or no number, or the body is chunked. */
    static long contentLength(ClassicHttpResponse response) throws ProtocolException {
        if (response.containsHeader("Transfer-Encoding")) {
            throw new ProtocolException("the body is chunked; its size must be known");
        }
        if (response.countHeaders("Content-Length") != 1) {
            throw new ProtocolException(
                    response.countHeaders("Content-Length") + " Content-Length fields; there must be one");
        }
        String value = response.getFirstHeader("Content-Length").getValue();
        OptionalLong length = digits(value == null ? "" : value);
        return length.orElseThrow(() -> new ProtocolException("Content-Length is no number: %s", value));
    }

    /** A number of 1 to 18 digits. */
    static OptionalLong digits(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalLong.of(number);
    }
}
