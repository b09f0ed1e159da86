package dev.yatagarasu.core.config;

import dev.yatagarasu.core.config.ClaimRule.Operator;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What single settings of {@code jwt} may be; each check returns what is wrong, if anything is, without quoting it. */
final class JwtRules {
    static final Duration LONGEST_SKEW = Duration.ofHours(1);

    private static final int SHORTEST_SECRET = 32;
    private static final int LONGEST_TEXT = 256;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern PREFIX = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,62})?|");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private JwtRules() {}

    /** Refuses a setting that a check has found wrong. */
    static void reject(String setting, Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new IllegalArgumentException(setting + " " + text);
        });
    }

    static Optional<String> checkSecret(String secret) {
        if (secret.contains("-----BEGIN ")) {
            return Optional.of("holds a key in PEM, but must be a secret that only this server and the maker of the"
                    + " tokens know: write a public key as public_key");
        }
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        return Check.that(
                bytes >= SHORTEST_SECRET,
                "must be of 32 bytes (256 bits) or more, is of " + bytes
                        + ": make one with \"openssl rand -base64 48\", and give it to the maker of the tokens as well");
    }

    static Optional<String> checkId(String kid) {
        return Check.that(
                !kid.isBlank() && kid.length() <= LONGEST_TEXT,
                "must be the kid of the key's tokens, 1 to " + LONGEST_TEXT + " characters");
    }

    static Optional<String> checkUrl(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null) {
            return Optional.of("must be a URL such as https://login.example.com/.well-known/jwks.json");
        }
        return Check.that(
                url.getRawUserInfo() == null && url.getRawFragment() == null,
                "must not hold a user, a password or a fragment (#)");
    }

    static Optional<String> checkEncrypted(URI url) {
        return Check.that("https".equalsIgnoreCase(url.getScheme()), "needs a jwks_url that starts with https://");
    }

    static Optional<String> checkRefresh(Duration refresh) {
        return Check.that(
                refresh.compareTo(JwksConfig.SHORTEST_REFRESH) >= 0
                        && refresh.compareTo(JwksConfig.LONGEST_REFRESH) <= 0,
                "must be a time span from 30s to 1d");
    }

    static Optional<String> checkSkew(Duration skew) {
        return Check.that(
                !skew.isNegative() && skew.compareTo(LONGEST_SKEW) <= 0,
                "must be a time span from 0 to 1h: it is how far clocks may be apart, 60s is plenty");
    }

    static Optional<String> checkHeader(String name) {
        return Check.that(
                TOKEN.matcher(name).matches(),
                "must be a name such as x-access-token: 1 to 64 letters, digits, dashes and the like, no spaces");
    }

    static Optional<String> checkPrefix(String prefix) {
        return Check.that(
                PREFIX.matcher(prefix).matches(),
                "must be what stands before the token, such as Token: 1 to 63 printable ASCII characters");
    }

    static Optional<String> checkParameter(String name) {
        return Check.that(
                !name.isBlank() && name.length() <= 64 && name.chars().noneMatch(Character::isISOControl),
                "must be the name of a query parameter, such as token: 1 to 64 characters");
    }

    /** Checks the text that a token's issuer or audience is compared with. */
    static Optional<String> checkName(String text) {
        return Check.that(!text.isBlank(), "is empty: write what the tokens say, or remove it");
    }

    static Optional<String> checkClaim(String claim) {
        boolean whole = !claim.isBlank() && !claim.startsWith(".") && !claim.endsWith(".") && !claim.contains("..");
        return Check.that(
                whole && claim.length() <= LONGEST_TEXT,
                "must be a claim such as role or realm_access.roles, 1 to " + LONGEST_TEXT + " characters");
    }

    static Optional<String> checkValues(Operator operator, List<String> values) {
        if (operator == Operator.IN) {
            return Check.that(!values.isEmpty(), "must name at least one value");
        }
        if (values.size() != 1) {
            return Optional.of("must be one value");
        }
        String value = values.getFirst();
        return switch (operator) {
            case GT, GTE, LT, LTE ->
                Check.that(number(value).isPresent(), "must be a number such as 5 or 0.5: that is what is compared");
            case EXISTS -> Check.that(value.equals("true") || value.equals("false"), "must be true or false");
            case MATCHES -> checkPattern(value);
            case EQUALS, NOT_EQUALS, IN, CONTAINS, NOT_CONTAINS -> Optional.empty();
        };
    }

    private static Optional<String> checkPattern(String regex) {
        try {
            Pattern.compile(regex);
            return Check.that(!regex.isEmpty(), "must be a regular expression, is empty");
        } catch (PatternSyntaxException e) {
            return Optional.of("must be a regular expression: " + e.getDescription());
        }
    }

    /** The number that {@code text} is, if it is one of a sane length. */
    static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
