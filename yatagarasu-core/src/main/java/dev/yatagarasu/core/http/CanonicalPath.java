package dev.yatagarasu.core.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one form of a request's path that routing, policy, cache key and signature share: percent escapes decoded once as
 * UTF-8 (RFC 3986 section 2.1), without any other normalisation. Ambiguous paths have no canonical form: those with
 * {@code .} or {@code ..} segments, encoded slashes, backslashes, NUL, bad escapes or invalid UTF-8.
 *
 * <p>Equal paths name the same object. Safe from any thread.
 */
public final class CanonicalPath {
    /*
     * Invariants: value starts with '/'; no segment is "." or ".."; no NUL and no backslash; a slash in it was a slash
     * in the request, so the segments are those the client sent.
     *
     * A path without escapes is taken as it is, in one scan and without a copy: nearly all are.
     */
    private final String value;

    private CanonicalPath(String value) {
        this.value = value;
    }

    /** The canonical form of the path of an origin-form target, without its query, if it has one. */
    public static Optional<CanonicalPath> of(String target) {
        int end = plainEnd(target);
        if (end == MALFORMED) {
            return Optional.empty();
        }
        String path = end == ESCAPED ? decoded(target) : end == target.length() ? target : target.substring(0, end);
        return path.isEmpty() || path.charAt(0) != '/' || hasDotSegment(path)
                ? Optional.empty()
                : Optional.of(new CanonicalPath(path));
    }

    /** The canonical form of a path that is decoded already, as in the Java API, if it has one. */
    public static Optional<CanonicalPath> ofDecoded(String path) {
        boolean canonical = path.startsWith("/")
                && path.indexOf('\0') < 0
                && path.indexOf('\\') < 0
                && !hasDotSegment(path)
                && StandardCharsets.UTF_8.newEncoder().canEncode(path);
        return canonical ? Optional.of(new CanonicalPath(path)) : Optional.empty();
    }

    /**
     * Whether a key names an object. Storage takes an empty key for the bucket itself and would list it; storage that
     * merges slashes does the same for a key of nothing but slashes.
     */
    public static boolean namesObject(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) != '/') {
                return true;
            }
        }
        return false;
    }

    private static final int ESCAPED = -1;
    private static final int MALFORMED = -2;

    /** Where the path ends, if it holds nothing but plain characters; else ESCAPED or MALFORMED. */
    private static int plainEnd(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '?') {
                return i;
            }
            if (c == '%') {
                return ESCAPED;
            }
            if (isForbidden(c)) {
                return MALFORMED;
            }
        }
        return target.length();
    }

    private static boolean isForbidden(char c) {
        return c <= ' ' || c >= 0x7f || c == '\\' || c == '#';
    }

    /** The path with its escapes decoded, or {@code ""} if that cannot be done. */
    private static String decoded(String target) {
        ByteBuffer bytes = ByteBuffer.allocate(target.length());
        for (int i = 0; i < target.length() && target.charAt(i) != '?'; i++) {
            char c = target.charAt(i);
            int octet = c;
            if (c == '%') {
                octet = octetAt(target, i + 1);
                i += 2;
            }
            boolean escapedSeparator = c == '%' && (octet == '/' || octet == '\\');
            if (octet <= 0 || escapedSeparator || (c != '%' && isForbidden(c))) {
                return "";
            }
            bytes.put((byte) octet);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static int octetAt(String target, int i) {
        if (i + 1 >= target.length()) {
            return -1;
        }
        int high = hexDigit(target.charAt(i));
        int low = hexDigit(target.charAt(i + 1));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static boolean hasDotSegment(String path) {
        for (int dot = path.indexOf("/."); dot >= 0; dot = path.indexOf("/.", dot + 1)) {
            int next = dot + 2;
            if (next < path.length() && path.charAt(next) == '.') {
                next++;
            }
            if (next == path.length() || path.charAt(next) == '/') {
                return true;
            }
        }
        return false;
    }

    /** The decoded path; starts with a slash. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalPath that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
