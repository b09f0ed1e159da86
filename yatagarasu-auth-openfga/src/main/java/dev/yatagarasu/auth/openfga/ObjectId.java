package dev.yatagarasu.auth.openfga;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of objects as OpenFGA takes them. Different texts never give the same id. */
final class ObjectId {
    /** Of a whole name, type included. The server counts characters, and 512 bytes where an object stands as a user. */
    static final int LONGEST_NAME = 256;

    /** Begins the ids that are hashes. {@link #escape} never writes a percent sign before anything but two hex digits. */
    static final String HASHED = "%sha256-";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ObjectId() {}

    /**
     * Writes what OpenFGA does not take in an id as {@code %} and two hex digits for each byte in UTF-8: white space, control
     * characters, {@code :}, {@code #}, {@code *} and {@code %} itself.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isFine(c)) {
                escaped.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    HEX.toHexDigits(escaped.append('%'), b);
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isFine(int c) {
        return !isBlankOrControl(c) && c != ':' && c != '#' && c != '*' && c != '%';
    }

    static boolean isBlankOrControl(int c) {
        return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Whether the text can be sent at all: half of a surrogate pair is no character. */
    static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** The object's name. An id that is empty or makes the name too long is replaced by its hash. */
    static String name(String type, String id) {
        String name = type + ":" + id;
        boolean fits = !id.isEmpty() && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
        return fits ? name : type + ":" + HASHED + HexFormat.of().formatHex(sha256(id));
    }

    private static byte[] sha256(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
