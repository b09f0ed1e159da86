package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.http.Headers;
import java.util.Arrays;

/**
 * A request as both sides spell it before they hash it (AWS "Signature Version 4", "Create a canonical request"): no body,
 * and path and query exactly as they go out.
 *
 * @param text the canonical request
 * @param signedHeaders the names of the signed headers, sorted, joined by {@code ;}
 */
public record CanonicalRequest(String text, String signedHeaders) {
    /** The SHA-256 of no bytes at all: what a GET or HEAD carries. */
    public static final String EMPTY_PAYLOAD = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /**
     * Spells a request.
     *
     * @param method for example {@code GET}
     * @param target the encoded path, with its leading slash, and the query, if there is one: its parameters sorted by name,
     *     each with an equals sign and fully encoded
     * @param headers all headers to sign, {@code host} among them
     */
    public static CanonicalRequest of(String method, String target, Headers headers) {
        SortedFields fields = new SortedFields(headers);
        StringBuilder text = new StringBuilder(target.length() + (int) headers.characters() * 2 + 96);
        text.append(method).append('\n');
        appendTarget(text, target);
        fields.appendLines(text);
        text.append('\n');
        int names = text.length();
        fields.appendNames(text);
        String signedHeaders = text.substring(names);
        return new CanonicalRequest(text.append('\n').append(EMPTY_PAYLOAD).toString(), signedHeaders);
    }

    private static void appendTarget(StringBuilder text, String target) {
        int query = target.indexOf('?');
        if (query < 0) {
            text.append(target).append("\n\n");
        } else {
            text.append(target, 0, query).append('\n');
            text.append(target, query + 1, target.length()).append('\n');
        }
    }

    /** Header fields in the order of their names; those of one name stay in the order they had. */
    private static final class SortedFields {
        private final String[] names;
        private final String[] values;
        private int size;

        SortedFields(Headers headers) {
            names = new String[headers.size()];
            values = new String[headers.size()];
            headers.forEach(this::insert);
        }

        private void insert(String name, String value) {
            int at = size++;
            for (; at > 0 && names[at - 1].compareTo(name) > 0; at--) {
                names[at] = names[at - 1];
                values[at] = values[at - 1];
            }
            names[at] = name;
            values[at] = value;
        }

        void appendLines(StringBuilder text) {
            for (int i = 0; i < size; i++) {
                if (i > 0 && names[i].equals(names[i - 1])) {
                    text.setCharAt(text.length() - 1, ',');
                } else {
                    text.append(names[i]).append(':');
                }
                appendTrimmed(text, values[i]);
                text.append('\n');
            }
        }

        void appendNames(StringBuilder text) {
            for (int i = 0; i < size; i++) {
                if (i == 0) {
                    text.append(names[i]);
                } else if (!names[i].equals(names[i - 1])) {
                    text.append(';').append(names[i]);
                }
            }
        }

        private static void appendTrimmed(StringBuilder text, String value) {
            if (isTrimmed(value)) {
                text.append(value);
                return;
            }
            boolean first = true;
            for (String word : Arrays.asList(value.strip().split("\\s+", -1))) {
                text.append(first ? "" : " ").append(word);
                first = false;
            }
        }

        private static boolean isTrimmed(String value) {
            boolean space = true;
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < ' ' || (c == ' ' && space)) {
                    return false;
                }
                space = c == ' ';
            }
            return !space;
        }
    }
}
