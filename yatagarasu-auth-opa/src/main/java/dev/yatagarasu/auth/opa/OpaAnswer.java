package dev.yatagarasu.auth.opa;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.auth.http.JsonAnswer;
import java.util.regex.Pattern;

/**
 * What OPA's answers mean. Allowed is what says so in the one way or the other; denied is what says so, and what the policy
 * leaves undefined. Nothing else is a decision.
 */
final class OpaAnswer {
    private static final int LONGEST_REASON = 500;
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,64}");

    private OpaAnswer() {}

    /** The decision; throws {@link IllegalArgumentException} saying what was found if it is none. */
    static Decision decision(JsonAnswer answer) {
        if (answer.status() != 200) {
            throw new IllegalArgumentException("answered with status " + answer.status() + code(answer.body()));
        }
        if (!answer.body().isObject()) {
            throw new IllegalArgumentException("sent no object; is it OPA that answers there?");
        }
        JsonNode result = answer.body().path("result");
        return result.isObject() ? decision(result.path("allow"), reason(result.path("reason"))) : decision(result, "");
    }

    private static Decision decision(JsonNode allow, String reason) {
        if (allow.isMissingNode()) {
            return new Decision.Deny("the policy is undefined for this request");
        }
        if (!allow.isBoolean()) {
            throw new IllegalArgumentException(
                    "sent neither true or false nor an object whose allow is one of them, but " + allow.getNodeType());
        }
        return allow.booleanValue()
                ? new Decision.Allow()
                : new Decision.Deny(reason.isEmpty() ? "the policy says no" : reason);
    }

    private static String reason(JsonNode reason) {
        if (reason.isMissingNode() || reason.isNull()) {
            return "";
        }
        if (!reason.isTextual()) {
            throw new IllegalArgumentException("sent a reason that is no text, but " + reason.getNodeType());
        }
        String text = reason.textValue();
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }

    private static String code(JsonNode body) {
        String code = body.path("code").asText();
        return CODE.matcher(code).matches() ? " (" + code + ")" : "";
    }
}
