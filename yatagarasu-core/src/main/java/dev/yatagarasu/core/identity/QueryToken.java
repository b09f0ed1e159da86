package dev.yatagarasu.core.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds a token in a query. Names and values are percent-decoded; a plus sign is one. */
final class QueryToken {
    private QueryToken() {}

    static FoundToken find(String query, String name) {
        FoundToken found = FoundToken.NONE;
        int start = 0;
        while (start < query.length()) {
            int end = end(query, '&', start, query.length());
            int equals = end(query, '=', start, end);
            if (isNamed(query, start, equals, name)) {
                if (!(found instanceof FoundToken.None)) {
                    return new FoundToken.Unusable("the query parameter that holds the token is there more than once");
                }
                found = token(query.substring(Math.min(equals + 1, end), end));
            }
            start = end + 1;
        }
        return found;
    }

    private static FoundToken token(String raw) {
        return decoded(raw)
                .map(FoundToken.Token::of)
                .orElseGet(() -> new FoundToken.Unusable("the query parameter that holds the token is badly escaped"));
    }

    private static int end(String query, char separator, int start, int limit) {
        int at = query.indexOf(separator, start);
        return at < 0 || at > limit ? limit : at;
    }

    private static boolean isNamed(String query, int start, int end, String name) {
        int escape = query.indexOf('%', start);
        if (escape < 0 || escape >= end) {
            return end - start == name.length() && query.startsWith(name, start);
        }
        return decoded(query.substring(start, end)).filter(name::equals).isPresent();
    }

    private static Optional<String> decoded(String raw) {
        if (raw.indexOf('%') < 0) {
            return Optional.of(raw);
        }
        try {
            return Optional.of(URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
