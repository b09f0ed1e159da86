package dev.yatagarasu.core.config;

import java.util.Locale;

/** A place in a request where a token may be. */
public sealed interface TokenSource {

    /** {@code Authorization: Bearer TOKEN} (RFC 6750 section 2.1). */
    record Bearer() implements TokenSource {}

    /**
     * A header field.
     *
     * @param name the field's name, 1 to 64 characters; converted to lower case
     * @param prefix the text before the token, compared without case, at most 63 characters; empty for none
     */
    record Header(String name, String prefix) implements TokenSource {
        public Header {
            name = name.toLowerCase(Locale.ROOT);
            JwtRules.reject("name", JwtRules.checkHeader(name));
            JwtRules.reject("prefix", JwtRules.checkPrefix(prefix));
        }
    }

    /**
     * A parameter of the query.
     *
     * @param name the parameter's decoded name, 1 to 64 characters
     */
    record Query(String name) implements TokenSource {
        public Query {
            JwtRules.reject("name", JwtRules.checkParameter(name));
        }
    }

    /**
     * A cookie (RFC 6265 section 5.4).
     *
     * @param name the cookie's name, 1 to 64 characters
     */
    record Cookie(String name) implements TokenSource {
        public Cookie {
            JwtRules.reject("name", JwtRules.checkHeader(name));
        }
    }
}
