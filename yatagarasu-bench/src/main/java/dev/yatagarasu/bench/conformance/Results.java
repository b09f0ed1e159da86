package dev.yatagarasu.bench.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What one cache got in each test. Immutable. */
final class Results {
    private final Map<String, Outcome> outcomes;

    private Results(Map<String, Outcome> outcomes) {
        this.outcomes = Map.copyOf(outcomes);
    }

    /** How a test ended. */
    sealed interface Outcome {
        /** As it should. */
        record Passed() implements Outcome {}

        /**
         * The cache did something else.
         *
         * @param why what it did
         */
        record Failed(String why) implements Outcome {}

        /**
         * The test never came to its question: already the answers before it were not what it needs.
         *
         * @param why what was wrong with them
         */
        record NotSetUp(String why) implements Outcome {}

        /** It was not run. */
        record Untested() implements Outcome {}
    }

    /** Reads the JSON that the suite's client prints: {@code true}, or the kind of failure and a message. */
    static Results of(JsonNode results) {
        if (!results.isObject()) {
            throw new IllegalStateException("these are no results of the suite: " + results.getNodeType());
        }
        Map<String, Outcome> outcomes = new HashMap<>();
        results.properties().forEach(result -> outcomes.put(result.getKey(), outcome(result.getValue())));
        return new Results(outcomes);
    }

    private static Outcome outcome(JsonNode result) {
        if (result.isBoolean() && result.asBoolean()) {
            return new Outcome.Passed();
        }
        String why = result.path(1).asText("no reason given");
        return result.path(0).asText().equals("Setup") ? new Outcome.NotSetUp(why) : new Outcome.Failed(why);
    }

    /** How a test ended. */
    Outcome outcome(String test) {
        Outcome outcome = outcomes.get(test);
        return outcome == null ? new Outcome.Untested() : outcome;
    }

    boolean passed(String test) {
        return outcome(test) instanceof Outcome.Passed;
    }
}
