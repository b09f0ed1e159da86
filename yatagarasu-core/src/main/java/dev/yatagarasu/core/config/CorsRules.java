package dev.yatagarasu.core.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CORS settings may hold; each check returns what is wrong, if anything is. */
final class CorsRules {
    private static final Pattern ORIGIN =
            Pattern.compile("([a-z][a-z0-9+.-]*)://(\\[[0-9a-f:.]+]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?)(:[0-9]{1,5})?");
    /** A token, RFC 9110 section 5.6.2, without the asterisk that is one too. */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'+.^_`|~-]+");

    private CorsRules() {}

    static Optional<String> checkOrigin(String origin) {
        Matcher parts = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
        if (origin.equals("*")) {
            return Optional.empty();
        }
        if (!parts.matches()) {
            return Optional.of("must be an origin as browsers send it, such as https://app.example.com or"
                    + " http://localhost:3000 (no path, no slash at the end), or * for all");
        }
        String port = Optional.ofNullable(parts.group(4)).orElse("");
        boolean implied = (parts.group(1) + port).equals("https:443") || (parts.group(1) + port).equals("http:80");
        return implied
                ? Optional.of("names the default port of its scheme, which browsers leave out: remove \"" + port + "\"")
                : Optional.empty();
    }

    static Optional<String> checkHeader(String name) {
        return Check.that(
                HEADER.matcher(name).matches(),
                "must be the name of a header field such as x-request-id; * is not taken, name each one");
    }
}
