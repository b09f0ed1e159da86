package dev.yatagarasu.core.internal.cache.freshness;

import dev.yatagarasu.api.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** List-valued fields (RFC 9110 section 5.6.1) and the tokens in them. Never throws, whatever the field holds. */
final class FieldList {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private FieldList() {}

    /**
     * A list taken apart.
     *
     * @param elements its elements in their order, without white space around them; empty ones are left out
     * @param isWhole whether every quoted string in it ends; if not, the last element is what follows the last comma
     *     outside of quotes
     */
    record Elements(List<String> elements, boolean isWhole) {
        Elements {
            elements = List.copyOf(elements);
        }
    }

    /** The elements of a list; a comma within quotes divides nothing, and a backslash there hides a quote. */
    static Elements split(String list) {
        List<String> elements = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ',' && !quoted) {
                addUnlessEmpty(elements, list.substring(start, i));
                start = i + 1;
            }
        }
        addUnlessEmpty(elements, list.substring(start));
        return new Elements(elements, !quoted);
    }

    private static void addUnlessEmpty(List<String> elements, String element) {
        String stripped = strip(element);
        if (!stripped.isEmpty()) {
            elements.add(stripped);
        }
    }

    /** Without the white space that HTTP knows, which is less than Unicode's. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** The names that all fields called {@code field} list, in lower case; without quotes, which names never have. */
    static List<String> names(Headers headers, String field) {
        return headers.joined(field).map(FieldList::names).orElse(List.of());
    }

    /** The names in a plain list, in lower case. */
    static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.toLowerCase(Locale.ROOT).split(",", -1)) {
            addUnlessEmpty(names, name);
        }
        return names;
    }

    /** Whether {@code text} is a token, as names of fields are (RFC 9110 section 5.6.2). */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(FieldList::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
