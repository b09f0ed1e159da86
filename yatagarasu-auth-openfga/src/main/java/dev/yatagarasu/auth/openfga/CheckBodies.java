package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yatagarasu.auth.openfga.OpenFgaCheck.Check;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Consistency;
import java.util.List;
import java.util.Optional;

/**
 * Writes questions as OpenFGA's HTTP interface has them. The number of a check in its batch is its {@code correlation_id}.
 *
 * @param modelId which model to answer by
 * @param consistency whether caches may answer
 */
record CheckBodies(Optional<String> modelId, Consistency consistency) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    ObjectNode check(Check check) {
        return finish(question(check));
    }

    ObjectNode batch(List<Check> checks) {
        ArrayNode items = JSON.arrayNode();
        for (int i = 0; i < checks.size(); i++) {
            items.add(question(checks.get(i)).put("correlation_id", Integer.toString(i)));
        }
        return finish(JSON.objectNode().set("checks", items));
    }

    private static ObjectNode question(Check check) {
        ObjectNode question = JSON.objectNode().set("tuple_key", tuple(check.tuple()));
        if (!check.contextual().isEmpty()) {
            ArrayNode tuples = question.putObject("contextual_tuples").putArray("tuple_keys");
            check.contextual().forEach(tuple -> tuples.add(tuple(tuple)));
        }
        return question;
    }

    private static ObjectNode tuple(TupleKey tuple) {
        return JSON.objectNode()
                .put("user", tuple.user())
                .put("relation", tuple.relation())
                .put("object", tuple.object());
    }

    private ObjectNode finish(ObjectNode body) {
        modelId.ifPresent(id -> body.put("authorization_model_id", id));
        return body.put("consistency", consistency.name());
    }
}
