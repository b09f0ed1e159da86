package dev.yatagarasu.auth.opa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.RequestDetails;
import java.util.Map;

/** The question as policies see it: {@code {"input": ...}}, described in {@code docs/opa.md}. */
final class InputDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private InputDocument() {}

    static JsonNode of(AccessRequest request) {
        RequestDetails details = request.details();
        ObjectNode input = JSON.objectNode();
        input.put("principal", request.principal().map(Principal::id).orElse(null));
        input.set(
                "claims",
                JsonValues.of(request.principal().map(Principal::claims).orElse(Map.of())));
        input.put("method", request.method());
        input.put("bucket", request.bucket());
        input.put("key", request.key());
        request.version().ifPresent(version -> input.put("version", version));
        input.put("path", request.path());
        input.put("client_ip", details.clientAddress().orElse(null));
        input.set("headers", JsonValues.of(details.headers()));
        input.set("query", JsonValues.of(details.query()));
        return JSON.objectNode().set("input", input);
    }
}
