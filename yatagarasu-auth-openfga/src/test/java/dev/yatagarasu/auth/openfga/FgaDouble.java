package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yatagarasu.testkit.HttpDoubleConnection;
import dev.yatagarasu.testkit.HttpDoubleRequest;
import dev.yatagarasu.testkit.HttpReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for OpenFGA where there is none: the part of its HTTP interface that the tests use, with its limits and errors.
 * Keeps every store apart, and of a store all models.
 */
final class FgaDouble implements HttpReply {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PATH = Pattern.compile("/stores(?:/(?<store>[^/]+)/(?<what>[a-z-]+))?");
    private static final int MOST_CONTEXTUAL = 100;
    private static final int LARGEST_BATCH = 50;

    /** What a store holds. */
    private record Store(Map<String, FgaModel> models, Set<TupleKey> tuples) {}

    /** An answer that is no success. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refusal(int status, String code) {
            super(code);
            this.status = status;
            this.code = code;
        }
    }

    private final Set<String> tokens;
    private final Map<String, Store> stores = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    /** One that wants one of these tokens, or none if there are none. */
    FgaDouble(Set<String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public void answer(HttpDoubleRequest request, HttpDoubleConnection connection) throws IOException {
        reply(request).answer(request, connection);
    }

    private HttpReply reply(HttpDoubleRequest request) {
        try {
            checkToken(request.headers().first("authorization"));
            return HttpReply.json(
                    answer(request.target(), Examples.json(request.body())).toString());
        } catch (Refusal e) {
            String message = "what the real one says, \u0007 and what it was asked";
            return HttpReply.json(
                    e.status,
                    JSON.objectNode()
                            .put("code", e.code)
                            .put("message", message)
                            .toString());
        }
    }

    private void checkToken(Optional<String> authorization) {
        if (!tokens.isEmpty()
                && !authorization
                        .filter(it -> tokens.contains(it.replace("Bearer ", "")))
                        .isPresent()) {
            throw new Refusal(401, authorization.isEmpty() ? "bearer_token_missing" : "unauthenticated");
        }
    }

    private JsonNode answer(String target, JsonNode body) {
        Matcher path = PATH.matcher(target);
        if (!path.matches()) {
            throw new Refusal(404, "undefined_endpoint");
        }
        if (path.group("store") == null) {
            String id = newId();
            stores.put(id, new Store(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet()));
            return JSON.objectNode().put("id", id);
        }
        return answer(path.group("what"), store(path.group("store")), body);
    }

    private JsonNode answer(String what, Store store, JsonNode body) {
        return switch (what) {
            case "authorization-models" -> writeModel(store, body);
            case "write" -> write(store, body);
            case "check" -> check(store, model(store, body), body);
            case "batch-check" -> batch(store, body);
            default -> throw new Refusal(404, "undefined_endpoint");
        };
    }

    private String newId() {
        return String.format("01KAAAAAAAAAAAAAAAAAA%05d", ids.incrementAndGet());
    }

    /** The real one, too, misses only the model where the store is missing. */
    private Store store(String id) {
        return stores.getOrDefault(id, new Store(Map.of(), Set.of()));
    }

    private static FgaModel model(Store store, JsonNode body) {
        String id = body.path("authorization_model_id").asText();
        FgaModel model = store.models().get(id.isEmpty() ? "latest" : id);
        if (model == null) {
            throw new Refusal(
                    400, id.isEmpty() ? "latest_authorization_model_not_found" : "authorization_model_not_found");
        }
        return model;
    }

    private JsonNode writeModel(Store store, JsonNode body) {
        String id = newId();
        FgaModel model = new FgaModel(body);
        store.models().put(id, model);
        store.models().put("latest", model);
        return JSON.objectNode().put("authorization_model_id", id);
    }

    private static JsonNode write(Store store, JsonNode body) {
        List<TupleKey> written = tuples(body.path("writes"));
        List<TupleKey> deleted = tuples(body.path("deletes"));
        FgaModel model = model(store, body);
        if (!written.stream().allMatch(model::accepts)) {
            throw new Refusal(400, "validation_error");
        }
        if (!store.tuples().containsAll(deleted) || written.stream().anyMatch(store.tuples()::contains)) {
            throw new Refusal(400, "write_failed_due_to_invalid_input");
        }
        deleted.forEach(store.tuples()::remove);
        store.tuples().addAll(written);
        return JSON.objectNode();
    }

    private static ObjectNode check(Store store, FgaModel model, JsonNode body) {
        TupleKey asked = tuple(body.path("tuple_key"));
        List<TupleKey> contextual = tuples(body.path("contextual_tuples"));
        boolean known = Set.of("", "MINIMIZE_LATENCY", "HIGHER_CONSISTENCY")
                .contains(body.path("consistency").asText());
        if (!known
                || !model.answers(asked)
                || contextual.size() > MOST_CONTEXTUAL
                || !contextual.stream().allMatch(model::accepts)) {
            throw new Refusal(400, "validation_error");
        }
        List<TupleKey> tuples = new ArrayList<>(store.tuples());
        tuples.addAll(contextual);
        try {
            boolean allowed = new FgaCheck(model, tuples, asked.user()).has(asked.relation(), asked.object());
            return JSON.objectNode().put("allowed", allowed).put("resolution", "");
        } catch (FgaCheck.TooComplex e) {
            throw new Refusal(400, "authorization_model_resolution_too_complex");
        }
    }

    private static JsonNode batch(Store store, JsonNode body) {
        FgaModel model = model(store, body);
        ObjectNode results = JSON.objectNode();
        for (JsonNode item : body.path("checks")) {
            results.set(item.path("correlation_id").asText(), item(store, model, item));
        }
        if (results.isEmpty() || results.size() > LARGEST_BATCH) {
            throw new Refusal(400, "validation_error");
        }
        return JSON.objectNode().set("result", results);
    }

    private static JsonNode item(Store store, FgaModel model, JsonNode item) {
        try {
            return check(store, model, item).without("resolution");
        } catch (Refusal e) {
            return JSON.objectNode().set("error", JSON.objectNode().put("input_error", e.code));
        }
    }

    private static List<TupleKey> tuples(JsonNode holder) {
        List<TupleKey> tuples = new ArrayList<>();
        holder.path("tuple_keys").forEach(tuple -> tuples.add(tuple(tuple)));
        return tuples;
    }

    private static TupleKey tuple(JsonNode tuple) {
        return new TupleKey(
                tuple.path("user").asText(),
                tuple.path("relation").asText(),
                tuple.path("object").asText());
    }
}
