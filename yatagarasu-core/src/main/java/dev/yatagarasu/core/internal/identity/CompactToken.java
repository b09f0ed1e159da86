package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.config.JwtAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token in the compact form of RFC 7515 section 7.1, of which nothing is believed yet. Its header says only which of the
 * configured algorithms and keys are to be tried; all that would bring in others, or change what is signed, is refused.
 */
final class CompactToken {
    private static final List<String> REFUSED = List.of("crit", "b64", "zip", "enc", "jwk", "jku", "x5u", "x5c");
    private static final int LONGEST_KEY_ID = 256;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final byte[] text;
    private final int payloadStart;
    private final int payloadEnd;
    private final JwtAlgorithm algorithm;
    private final Optional<String> keyId;

    private CompactToken(byte[] text, int payloadStart, int payloadEnd, Map<String, Object> header)
            throws RefusedTokenException {
        this.text = text;
        this.payloadStart = payloadStart;
        this.payloadEnd = payloadEnd;
        this.algorithm = algorithm(header);
        this.keyId = keyId(header);
    }

    static CompactToken parse(String token) throws RefusedTokenException {
        byte[] text = token.getBytes(StandardCharsets.UTF_8);
        int first = -1;
        int second = -1;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '.') {
                if (second >= 0) {
                    throw new RefusedTokenException("the token has not three parts: encrypted ones are not taken");
                }
                second = first < 0 ? second : i;
                first = first < 0 ? i : first;
            } else if (!isBase64Url(text[i])) {
                throw new RefusedTokenException("the token has characters that no token has");
            }
        }
        if (second < 0) {
            throw new RefusedTokenException("the token has not three parts");
        }
        Map<String, Object> header = object(decode(text, 0, first), "header", true);
        return new CompactToken(text, first + 1, second, header);
    }

    private static boolean isBase64Url(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static byte[] decode(byte[] text, int start, int end) throws RefusedTokenException {
        if (!endsCanonically(text, start, end)) {
            throw new RefusedTokenException("a part of the token has bits that belong to no byte");
        }
        try {
            return Base64.getUrlDecoder().decode(Arrays.copyOfRange(text, start, end));
        } catch (IllegalArgumentException e) {
            throw new RefusedTokenException("a part of the token is cut off");
        }
    }

    /** Bits of the last character that are left over are zero (RFC 4648 section 3.5): no token has a second spelling. */
    private static boolean endsCanonically(byte[] text, int start, int end) {
        int unused = switch ((end - start) % 4) {
            case 2 -> 0b1111;
            case 3 -> 0b11;
            default -> 0;
        };
        return unused == 0 || (ALPHABET.indexOf(text[end - 1]) & unused) == 0;
    }

    private static Map<String, Object> object(byte[] json, String part, boolean nulls) throws RefusedTokenException {
        try {
            return nulls ? JoseJson.objectWithNulls(json) : JoseJson.object(json);
        } catch (IOException e) {
            throw new RefusedTokenException("the token's " + part
                    + " is no plain JSON object, or has a name twice, or is too deep, or holds an absurd number");
        }
    }

    private static JwtAlgorithm algorithm(Map<String, Object> header) throws RefusedTokenException {
        for (String name : REFUSED) {
            if (header.containsKey(name)) {
                throw new RefusedTokenException(
                        "the token's header has " + name + ", which is never taken from a token");
            }
        }
        if (!(header.get("alg") instanceof String name)) {
            throw new RefusedTokenException("the token's header names no alg");
        }
        return JwtAlgorithm.named(name).orElseThrow(() -> new RefusedTokenException("the token's alg is not known"));
    }

    private static Optional<String> keyId(Map<String, Object> header) throws RefusedTokenException {
        if (!header.containsKey("kid") || JoseJson.NULL.equals(header.get("kid"))) {
            return Optional.empty();
        }
        if (header.get("kid") instanceof String id && id.length() <= LONGEST_KEY_ID) {
            return Optional.of(id);
        }
        throw new RefusedTokenException("the token's kid is no text of a sane length");
    }

    JwtAlgorithm algorithm() {
        return algorithm;
    }

    Optional<String> keyId() {
        return keyId;
    }

    /** What is signed. */
    byte[] signed() {
        return Arrays.copyOf(text, payloadEnd);
    }

    byte[] signature() throws RefusedTokenException {
        return decode(text, payloadEnd + 1, text.length);
    }

    /** What the token claims; to be read only when the signature is good. */
    Map<String, Object> claims() throws RefusedTokenException {
        return object(decode(text, payloadStart, payloadEnd), "payload", false);
    }
}
