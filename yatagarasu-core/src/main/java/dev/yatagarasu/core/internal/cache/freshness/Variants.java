package dev.yatagarasu.core.internal.cache.freshness;

import dev.yatagarasu.api.http.Headers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The variants of an object that varies (RFC 9111 section 4.1): by which fields of the request, and which one a request
 * means. Pure functions; they never throw.
 */
public final class Variants {
    private static final int LONGEST_VARIANT = 200;

    /** What varies by who asks is not for a shared cache, and a token is not for a key. */
    private static final Set<String> SECRET = Set.of("authorization", "cookie", "proxy-authorization");

    private Variants() {}

    /**
     * The request fields that select a variant: those that all {@code Vary} fields name and that storage is {@code sent}, in
     * lower case, sorted, each once. A field that is never sent to storage cannot have varied its answer. Empty for an
     * object that does not vary.
     */
    public static List<String> fields(Headers response, Set<String> sent) {
        return FieldList.names(response, "vary").stream()
                .filter(sent::contains)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether variants of this response can be told apart: not with {@code Vary: *}, nor by whose request it is. */
    static boolean canBeKeyed(Headers response) {
        return FieldList.names(response, "vary").stream()
                .allMatch(name -> FieldList.isToken(name) && !name.equals("*") && !SECRET.contains(name));
    }

    /**
     * The variant that a request means, as part of a key: the values of {@code fields}, lists joined, white space around
     * commas left out; absent differs from empty. Two requests get the same text only if these are equal. At most {@value
     * #LONGEST_VARIANT} printable ASCII characters: longer or other ones become a SHA-256. Empty without fields.
     */
    public static String variantOf(List<String> fields, Headers request) {
        StringBuilder variant = new StringBuilder();
        for (String field : fields) {
            variant.append(field);
            if (request.contains(field)) {
                String value = normalized(String.join(",", request.all(field)));
                variant.append('=').append(value.length()).append(':').append(value);
            }
            variant.append(';');
        }
        String text = variant.toString();
        return text.length() <= LONGEST_VARIANT && isPrintable(text) ? text : hashed(text);
    }

    /** Without white space at the ends and around commas outside of quotes. */
    private static String normalized(String value) {
        StringBuilder normalized = new StringBuilder(value.length());
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                normalized.append(FieldList.strip(value.substring(start, i))).append(',');
                start = i + 1;
            }
        }
        return normalized.append(FieldList.strip(value.substring(start))).toString();
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String hashed(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
            bytes.asCharBuffer().put(text);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(digest.digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
