package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.http.Headers;

/** Finds a token in the cookies (RFC 6265 section 4.2.1); HTTP/2 may send these in several fields. */
final class CookieToken {
    private CookieToken() {}

    static FoundToken find(Headers headers, String name) {
        FoundToken found = FoundToken.NONE;
        for (String field : headers.all("cookie")) {
            for (String pair : field.split(";", -1)) {
                String cookie = pair.strip();
                if (cookie.startsWith(name) && cookie.startsWith("=", name.length())) {
                    if (!(found instanceof FoundToken.None)) {
                        return new FoundToken.Unusable("the cookie that holds the token is there more than once");
                    }
                    found = FoundToken.Token.of(unquoted(cookie.substring(name.length() + 1)));
                }
            }
        }
        return found;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
