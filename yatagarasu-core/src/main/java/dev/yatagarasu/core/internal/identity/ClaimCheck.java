package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.config.ClaimRule;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A claim rule, made ready to be applied. What a claim is not compared with by its operator does not meet it. */
final class ClaimCheck {
    private final ClaimRule rule;
    private final List<ClaimValue> values;
    private final Optional<BoundedPattern> pattern;
    private final Optional<String> objection;

    ClaimCheck(ClaimRule rule) {
        this.rule = rule;
        this.values = rule.values().stream().map(ClaimValue::of).toList();
        this.pattern = rule.operator() == ClaimRule.Operator.MATCHES
                ? Optional.of(new BoundedPattern(rule.values().getFirst()))
                : Optional.empty();
        this.objection = Optional.of("the claim " + rule.claim() + " is not what the rule "
                + rule.operator().name().toLowerCase(Locale.ROOT) + " wants");
    }

    /** Why these claims do not meet the rule; empty if they do. */
    Optional<String> objection(Map<String, Object> claims) {
        return isMet(Claims.find(claims, rule.claim())) ? Optional.empty() : objection;
    }

    private boolean isMet(@Nullable Object claim) {
        ClaimValue value = values.getFirst();
        return switch (rule.operator()) {
            case EXISTS -> value.text().equals("true") == (claim != null);
            case EQUALS -> value.isSameAs(claim);
            case NOT_EQUALS -> ClaimValue.isScalar(claim) && !value.isSameAs(claim);
            case IN -> values.stream().anyMatch(one -> one.isSameAs(claim));
            case CONTAINS -> holds(claim, value);
            case NOT_CONTAINS -> (claim instanceof List<?> || claim instanceof String) && !holds(claim, value);
            case GT -> value.compares(claim, sign -> sign > 0);
            case GTE -> value.compares(claim, sign -> sign >= 0);
            case LT -> value.compares(claim, sign -> sign < 0);
            case LTE -> value.compares(claim, sign -> sign <= 0);
            case MATCHES ->
                claim instanceof String text
                        && pattern.filter(regex -> regex.matches(text)).isPresent();
        };
    }

    private static boolean holds(@Nullable Object claim, ClaimValue value) {
        return claim instanceof List<?> list
                ? list.stream().anyMatch(value::isSameAs)
                : claim instanceof String text && Arrays.asList(text.split(" ")).contains(value.text());
    }

    /**
     * A value of a rule.
     *
     * @param text as it is written
     * @param number the number that it is, if it is one
     */
    private record ClaimValue(String text, Optional<BigDecimal> number) {
        private static final int LONGEST_NUMBER = 64;

        static ClaimValue of(String text) {
            return new ClaimValue(text, numberOf(text));
        }

        private static Optional<BigDecimal> numberOf(String text) {
            try {
                return text.length() > LONGEST_NUMBER ? Optional.empty() : Optional.of(new BigDecimal(text));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        static boolean isScalar(@Nullable Object claim) {
            return claim instanceof String || claim instanceof Number || claim instanceof Boolean;
        }

        /** Whether a claim is this value: compared as a text, number or boolean, whichever the claim is. */
        boolean isSameAs(@Nullable Object claim) {
            return claim instanceof Number
                    ? compares(claim, sign -> sign == 0)
                    : isScalar(claim) && text.equals(String.valueOf(claim));
        }

        /** Whether a claim is a number that is as much more or less as wanted: the sign of the difference. */
        boolean compares(@Nullable Object claim, IntPredicate wanted) {
            if (number.isEmpty() || !(claim instanceof Number)) {
                return false;
            }
            return (claim instanceof Long whole
                            ? Optional.of(BigDecimal.valueOf(whole))
                            : numberOf(String.valueOf(claim)))
                    .filter(other -> wanted.test(other.compareTo(number.get())))
                    .isPresent();
        }
    }
}
