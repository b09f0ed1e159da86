package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.api.YatagarasuException;
import java.util.List;
import java.util.stream.IntStream;

/** Reads OpenFGA's answers. Only {@code {"allowed": true}} allows, and only {@code {"allowed": false}} denies. */
final class CheckAnswers {
    private CheckAnswers() {}

    static boolean allowed(JsonNode answer) {
        JsonNode allowed = answer.path("allowed");
        if (!allowed.isBoolean() || answer.has("error")) {
            throw new YatagarasuException("OpenFGA did not answer whether it is allowed or not: expected"
                    + " {\"allowed\": true} or {\"allowed\": false}" + error(answer) + "; check endpoint");
        }
        return allowed.booleanValue();
    }

    /** The answers to so many checks, in their order. */
    static List<Boolean> allAllowed(JsonNode answer, int checks) {
        JsonNode results = answer.path("result");
        return IntStream.range(0, checks)
                .mapToObj(i -> allowed(results.path(Integer.toString(i))))
                .toList();
    }

    /** What a batch says about one of its checks that failed. */
    private static String error(JsonNode answer) {
        JsonNode error = answer.path("error");
        String code =
                error.path("input_error").asText(error.path("internal_error").asText());
        return ErrorCodes.isCode(code) ? ", found the error " + code : "";
    }
}
