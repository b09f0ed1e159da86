package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.http.QueryParameters;

/** Finds a token in a query. Names and values are percent-decoded; a plus sign is one. */
final class QueryToken {
    private QueryToken() {}

    static FoundToken find(String query, String name) {
        FoundToken found = FoundToken.NONE;
        for (QueryParameters parameters = QueryParameters.ofUri(query); parameters.next(); ) {
            if (parameters.isNamed(name)) {
                if (!(found instanceof FoundToken.None)) {
                    return new FoundToken.Unusable("the query parameter that holds the token is there more than once");
                }
                found = token(parameters);
            }
        }
        return found;
    }

    private static FoundToken token(QueryParameters parameter) {
        return parameter
                .value()
                .map(FoundToken.Token::of)
                .orElseGet(() -> new FoundToken.Unusable("the query parameter that holds the token is badly escaped"));
    }
}
