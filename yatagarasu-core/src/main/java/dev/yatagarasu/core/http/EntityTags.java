package dev.yatagarasu.core.http;

import java.util.function.BiPredicate;

/** Compares entity tags (RFC 9110 section 8.8.3.2), singly and in the lists that conditions hold. */
final class EntityTags {
    private static final String WEAK = "W/";

    private EntityTags() {}

    /** Whether a list (or {@code *}) names {@code etag} under strong comparison: neither may be weak. */
    static boolean anyMatchesStrongly(String list, String etag) {
        return anyMatches(list, etag, (listed, own) -> listed.equals(own) && !own.startsWith(WEAK));
    }

    /** Whether a list (or {@code *}) names {@code etag} under weak comparison. */
    static boolean anyMatchesWeakly(String list, String etag) {
        return anyMatches(list, etag, (listed, own) -> opaque(listed).equals(opaque(own)));
    }

    private static String opaque(String etag) {
        return etag.startsWith(WEAK) ? etag.substring(WEAK.length()) : etag;
    }

    /** Walks the list; commas inside quotes belong to the tag. An object without a tag matches only {@code *}. */
    private static boolean anyMatches(String list, String etag, BiPredicate<String, String> same) {
        if (list.strip().equals("*")) {
            return true;
        }
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= list.length(); i++) {
            if (i == list.length() || (list.charAt(i) == ',' && !quoted)) {
                if (!etag.isEmpty() && same.test(list.substring(start, i).strip(), etag)) {
                    return true;
                }
                start = i + 1;
            } else if (list.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return false;
    }
}
