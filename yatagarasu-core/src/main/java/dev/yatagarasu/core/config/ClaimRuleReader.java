package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.ClaimRule.Operator;
import java.util.List;
import java.util.Optional;

/** Reads {@code claims}. */
final class ClaimRuleReader {
    private ClaimRuleReader() {}

    static List<ClaimRule> read(ConfigNode section) {
        List<ConfigNode> items = section.items("claims");
        if (items.isEmpty() && section.isList("claims")) {
            section.problem("claims", "must hold at least one rule, or be removed");
        }
        return items.stream()
                .filter(ConfigNode::isMapping)
                .flatMap(item -> rule(item).stream())
                .toList();
    }

    private static Optional<ClaimRule> rule(ConfigNode item) {
        String claim = item.requiredString("claim");
        Optional<String> badClaim = claim.isBlank() ? Optional.empty() : JwtRules.checkClaim(claim);
        badClaim.ifPresent(problem -> item.problem("claim", problem));
        item.leaveTo("value");
        if (!item.has("operator")) {
            item.problem("operator", "is missing: write equals, contains or another");
        }
        return item.oneOf("operator", Operator.class)
                .flatMap(operator -> values(item, operator)
                        .filter(values -> !claim.isBlank() && badClaim.isEmpty())
                        .map(values -> new ClaimRule(claim, operator, values)));
    }

    /** The values, if they are such as the operator takes. */
    private static Optional<List<String>> values(ConfigNode item, Operator operator) {
        if (operator == Operator.EXISTS) {
            return Optional.of(List.of(item.bool("value").orElse(true).toString()));
        }
        if (!item.has("value")) {
            item.problem("value", "is missing: say with what the claim is compared");
            return Optional.empty();
        }
        List<String> values = operator == Operator.IN
                ? item.strings("value")
                : item.string("value").stream().toList();
        if (values.isEmpty() && !(operator == Operator.IN && item.isList("value"))) {
            return Optional.empty();
        }
        Optional<String> bad = JwtRules.checkValues(operator, values);
        bad.ifPresent(problem -> item.problem("value", problem));
        return bad.isEmpty() ? Optional.of(values) : Optional.empty();
    }
}
