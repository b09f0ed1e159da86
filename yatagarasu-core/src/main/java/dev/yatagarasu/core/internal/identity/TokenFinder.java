package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.config.TokenSource;
import java.util.List;
import java.util.Optional;

/** Looks for a request's token in one place after the other, and takes what the first one has. */
final class TokenFinder {
    private static final String BEARER = "bearer ";

    private final TokenSource[] sources;

    TokenFinder(List<TokenSource> sources) {
        this.sources = sources.toArray(TokenSource[]::new);
    }

    /** The authentication scheme of the first place that has one: only {@code Authorization} does. */
    Optional<String> scheme() {
        for (TokenSource source : sources) {
            if (source instanceof TokenSource.Bearer) {
                return Optional.of("Bearer");
            }
            if (source instanceof TokenSource.Header header && header.name().equals("authorization")) {
                return Optional.of(header.prefix());
            }
        }
        return Optional.empty();
    }

    FoundToken find(IdentityRequest request) {
        for (TokenSource source : sources) {
            FoundToken found = look(source, request);
            if (!(found instanceof FoundToken.None)) {
                return found;
            }
        }
        return FoundToken.NONE;
    }

    private static FoundToken look(TokenSource source, IdentityRequest request) {
        return switch (source) {
            case TokenSource.Bearer bearer -> bearer(request.headers());
            case TokenSource.Header header -> header(request.headers(), header.name(), header.prefix());
            case TokenSource.Query query -> QueryToken.find(request.query(), query.name());
            case TokenSource.Cookie cookie -> CookieToken.find(request.headers(), cookie.name());
        };
    }

    /** The scheme's name is compared without case, and stands before one space or more (RFC 9110 section 11.4). */
    private static FoundToken bearer(Headers headers) {
        Optional<String> value = headers.first("authorization");
        if (value.isPresent() && value.get().equalsIgnoreCase("bearer")) {
            return FoundToken.Token.of("");
        }
        return header(headers, "authorization", BEARER);
    }

    private static FoundToken header(Headers headers, String name, String prefix) {
        Optional<String> first = headers.first(name);
        if (first.isEmpty()) {
            return FoundToken.NONE;
        }
        if (headers.all(name).size() > 1) {
            return new FoundToken.Unusable("a header field that holds the token is there more than once");
        }
        return afterPrefix(first.get(), prefix);
    }

    private static FoundToken afterPrefix(String value, String prefix) {
        if (!value.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return FoundToken.NONE;
        }
        int start = prefix.length();
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        return FoundToken.Token.of(value.substring(start));
    }
}
