package dev.yatagarasu.core.config;

import java.util.List;

/**
 * What a claim of a token must be. A claim that is missing meets no rule but {@code exists: false}.
 *
 * @param claim the claim; dots lead into objects, such as {@code realm_access.roles}
 * @param operator how it is compared
 * @param values with what: one value, or several for {@link Operator#IN}
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
        /** It is a list that has not the value, or a text of which the value is no word. */
        NOT_CONTAINS,
        /** It is a number greater than the value. */
        GT,
        /** It is a number not less than the value. */
        GTE,
        /** It is a number less than the value. */
        LT,
        /** It is a number not greater than the value. */
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

    /** A claim must compare so with a value. */
    public static ClaimRule of(String claim, Operator operator, String... values) {
        return new ClaimRule(claim, operator, List.of(values));
    }
}
