package dev.yatagarasu.core.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what storage says to every cache into what only the client's own cache may go by (RFC 9111 section 5.2.2): {@code
 * private}, with the directives that mean something to such a cache.
 */
final class PrivateCacheControl {
    private static final Pattern DIRECTIVE = Pattern.compile("([a-z-]+)\\s*(?:=\\s*(\"[^\"]*\"|[^,\\s\"]*))?");
    private static final Set<String> WITH_SECONDS = Set.of("max-age", "stale-while-revalidate", "stale-if-error");
    private static final Set<String> PLAIN =
            Set.of("immutable", "must-revalidate", "no-cache", "no-store", "no-transform");

    private PrivateCacheControl() {}

    static String of(String fromStorage) {
        StringBuilder kept = new StringBuilder("private");
        Matcher directive = DIRECTIVE.matcher(fromStorage.toLowerCase(Locale.ROOT));
        while (directive.find()) {
            String name = directive.group(1);
            if (PLAIN.contains(name)) {
                kept.append(", ").append(name);
            } else if (WITH_SECONDS.contains(name) && directive.group(2) != null) {
                kept.append(", ")
                        .append(name)
                        .append('=')
                        .append(directive.group(2).replace("\"", ""));
            }
        }
        return kept.toString();
    }
}
