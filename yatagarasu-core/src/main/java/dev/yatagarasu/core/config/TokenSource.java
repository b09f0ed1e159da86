package dev.yatagarasu.core.config;

import java.util.Locale;

/** Where in a request a token may be. */
public sealed interface TokenSource {

    /** {@code Authorization: Bearer TOKEN} (RFC 6750 section 2.1). */
    record Bearer() implements TokenSource {}

    /**
     * A header field.
     *
     * @param name its name, in lower case
     * @param prefix what stands before the token, compared without case; nothing if it is empty
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
     * @param name its name, decoded
     */
    record Query(String name) implements TokenSource {
        public Query {
            JwtRules.reject("name", JwtRules.checkParameter(name));
        }
    }

    /**
     * A cookie (RFC 6265 section 5.4).
     *
     * @param name its name
     */
    record Cookie(String name) implements TokenSource {
        public Cookie {
            JwtRules.reject("name", JwtRules.checkHeader(name));
        }
    }
}
