package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.api.YatagarasuException;
import java.util.List;
import java.util.stream.IntStream;

/** Reads OpenFGA's answers. Only {@code {"allowed": true}} allows, and only {@code {"allowed": false}} denies. */
final class CheckAnswers {
    private CheckAnswers() {}

    static boolean allowed(JsonNode answer) {
        if (answer.has("error")) {
            throw ErrorCodes.failure(answer.path("error"));
        }
        JsonNode allowed = answer.path("allowed");
        if (!allowed.isBoolean()) {
            throw new YatagarasuException("OpenFGA did not say whether it is allowed: expected {\"allowed\": true} or"
                    + " {\"allowed\": false}; is it OpenFGA? check endpoint");
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
}
