package dev.yatagarasu.core.internal.storage.s3;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Object keys as they stand in a request target: UTF-8, everything but unreserved characters and {@code /} as upper-case
 * percent escapes (AWS "Signature Version 4", UriEncode with {@code encodeSlash} false). Nothing is normalised: the bytes
 * on the wire and the bytes that are signed are these.
 */
final class S3Key {
    private static final String HEX = "0123456789ABCDEF";
    private static final boolean[] PLAIN = new boolean[128];

    static {
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".toCharArray()) {
            PLAIN[c] = true;
        }
    }

    private S3Key() {}

    /** The encoded key, without a leading slash; empty when it holds half a surrogate pair, which no stored key can. */
    static Optional<String> encode(String key) {
        return isPlain(key) ? Optional.of(key) : encodeBytes(key);
    }

    /** The same for the value of a query parameter, where a slash is escaped, too. */
    static Optional<String> encodeParameter(String value) {
        return encode(value).map(encoded -> encoded.replace("/", "%2F"));
    }

    private static boolean isPlain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c >= 128 || !PLAIN[c]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> encodeBytes(String key) {
        ByteBuffer bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
        StringBuilder encoded = new StringBuilder(bytes.remaining() * 3);
        while (bytes.hasRemaining()) {
            append(encoded, bytes.get());
        }
        return Optional.of(encoded.toString());
    }

    private static void append(StringBuilder encoded, byte b) {
        if (b >= 0 && PLAIN[b]) {
            encoded.append((char) b);
        } else {
            encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
    }
}
