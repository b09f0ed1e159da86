package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.http.Headers;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;

/** Reads the header fields of a response: strictly those that frame it, and what describes the object for passing on. */
final class S3ResponseHeaders {
    private static final int MAX_DIGITS = 18;
    private static final Pattern BARE_ETAG = Pattern.compile("[\\x21-\\x7e&&[^\"/]]{1,256}");

    private S3ResponseHeaders() {}

    /** The representation's fields and {@code Date}, values verbatim; without those that {@code Connection} names. */
    static Headers representation(ClassicHttpResponse response) {
        return representation(response, name -> true);
    }

    /**
     * The same of a 206, without checksums: S3 tells that of a part where the range is one part of a multipart upload, and others
     * that of the range.
     */
    static Headers representationOfPart(ClassicHttpResponse response) {
        return representation(response, name -> !isChecksum(name));
    }

    private static boolean isChecksum(String name) {
        return name.startsWith("x-amz-checksum-") || name.equals("content-md5") || name.equals("content-digest");
    }

    private static Headers representation(ClassicHttpResponse response, Predicate<String> isWanted) {
        Set<String> ofConnection = namedInConnection(response);
        Headers.Builder fields = Headers.builder();
        for (Iterator<Header> all = response.headerIterator(); all.hasNext(); ) {
            Header field = all.next();
            String name = field.getName().toLowerCase(Locale.ROOT);
            if (describesObject(name) && isWanted.test(name) && !ofConnection.contains(name)) {
                String value = valueOf(field);
                fields.addLowerCase(name, name.equals("etag") ? quoted(value.strip()) : value);
            }
        }
        return fields.build();
    }

    private static String valueOf(Header field) {
        String value = field.getValue();
        return value == null ? "" : value;
    }

    /** Some storage leaves the quotes of an entity tag out, without which it is none (RFC 9110 section 8.8.3). */
    private static String quoted(String etag) {
        boolean bare = !etag.startsWith("\"") && BARE_ETAG.matcher(etag).matches();
        return bare ? '"' + etag + '"' : etag;
    }

    /** They were meant for us alone (RFC 9110 section 7.6.1). */
    private static Set<String> namedInConnection(ClassicHttpResponse response) {
        Header[] fields = response.getHeaders("Connection");
        if (fields.length == 0 || (fields.length == 1 && valueOf(fields[0]).equalsIgnoreCase("keep-alive"))) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (Header field : fields) {
            for (String name : valueOf(field).split(",", -1)) {
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
                || name.equals("x-amz-missing-meta")
                || name.equals("x-amz-version-id")
                || name.equals("x-amz-storage-class");
    }

    /**
     * The length that frames the body; empty where it is chunked, or ended by the end of the connection. Throws where it is
     * given twice, is no number, or stands beside chunks (RFC 9112 section 6.3).
     */
    static OptionalLong contentLength(ClassicHttpResponse response) throws ProtocolException {
        int fields = response.countHeaders("Content-Length");
        if (isChunked(response) && fields > 0) {
            throw new ProtocolException("the body has a length and is chunked");
        }
        if (fields == 0) {
            return OptionalLong.empty();
        }
        if (fields > 1) {
            throw new ProtocolException("%s Content-Length fields; there may be one", fields);
        }
        String value = response.getFirstHeader("Content-Length").getValue();
        OptionalLong length = digits(value == null ? "" : value);
        return OptionalLong.of(
                length.orElseThrow(() -> new ProtocolException("Content-Length is no number: %s", value)));
    }

    /** Whether the body is chunked, which shows where it ends. Throws for any other coding, and in HTTP/1.0. */
    static boolean isChunked(ClassicHttpResponse response) throws ProtocolException {
        Header[] codings = response.getHeaders("Transfer-Encoding");
        if (codings.length == 0) {
            return false;
        }
        if (codings.length > 1
                || !"chunked".equalsIgnoreCase(codings[0].getValue())
                || response.getVersion().lessEquals(HttpVersion.HTTP_1_0)) {
            throw new ProtocolException("a Transfer-Encoding that nobody asked for");
        }
        return true;
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
