package dev.yatagarasu.core.config;

import java.util.List;

/**
 * A condition that a claim of a token must meet. A missing claim meets no rule except {@code exists: false}.
 *
 * @param claim the claim, 1 to 256 characters; dots lead into objects, as in {@code realm_access.roles}
 * @param operator how the claim is compared
 * @param values what it is compared with: one value, or several for {@link Operator#IN}
 */
public record ClaimRule(String claim, Operator operator, List<String> values) {

    /** How a claim is compared with a value. */
    public enum Operator {
        /** It is the value: a text, a number or a boolean. */
        EQUALS,
        /** It is a text, a number or a boolean other than the value. */
        NOT_EQUALS,
        /** It is one of the values. */
        IN,
        /** It is a list that has the value, or a text of which the value is a word. */
        CONTAINS,
        /** It is a list that does not have the value, or a text of which the value is not a word. */
        NOT_CONTAINS,
        /** It is a number greater than the value. */
        GT,
        /** It is a number greater than or equal to the value. */
        GTE,
        /** It is a number less than the value. */
        LT,
        /** It is a number less than or equal to the value. */
        LTE,
        /** It is there ({@code true}), or not ({@code false}). */
        EXISTS,
        /** It is a text that matches the regular expression as a whole. */
        MATCHES
    }

    public ClaimRule {
        values = List.copyOf(values);
        JwtRules.reject("claim", JwtRules.checkClaim(claim));
        JwtRules.reject("value", JwtRules.checkValues(operator, values));
    }

    /** A rule for one claim; one value, or several for {@link Operator#IN}. */
    public static ClaimRule of(String claim, Operator operator, String... values) {
        return new ClaimRule(claim, operator, List.of(values));
    }
}
