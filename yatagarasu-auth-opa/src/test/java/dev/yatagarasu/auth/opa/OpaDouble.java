package dev.yatagarasu.auth.opa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpDoubleConnection;
import dev.yatagarasu.testkit.HttpDoubleRequest;
import dev.yatagarasu.testkit.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Speaks OPA's Data API as its documentation has it, for the policies in the test resources. */
final class OpaDouble implements OpaServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("yes", "true"),
            Map.entry("no", "false"),
            Map.entry("text", "\"true\""),
            Map.entry("number", "1"),
            Map.entry("list", "[]"),
            Map.entry("empty", "null"),
            Map.entry("object_yes", "{\"allow\":true,\"more\":[1],\"reason\":\"member of the team\"}"),
            Map.entry("object_no", "{\"allow\":false,\"reason\":\"not on Sundays\"}"),
            Map.entry("object_plain_no", "{\"allow\":false}"),
            Map.entry("object_empty", "{}"),
            Map.entry("object_text", "{\"allow\":\"true\"}"),
            Map.entry("object_bad_reason", "{\"allow\":false,\"reason\":1}"));

    private final Map<String, JsonNode> data = new ConcurrentHashMap<>();
    private final HttpDouble server = HttpDouble.start(this::answer);

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public void put(String name, JsonNode value) {
        data.put(name, value);
    }

    private void answer(HttpDoubleRequest request, HttpDoubleConnection connection) throws IOException {
        JsonNode input = JSON.readTree(request.body()).path("input");
        String path = request.target().replaceFirst("^/v1/data/", "");
        boolean known = request.method().equals("POST") && !path.equals(request.target());
        HttpReply reply = known
                ? HttpReply.json(evaluate(path, input))
                : HttpReply.json(404, "{\"code\":\"not_found\",\"message\":\"no such resource\"}");
        reply.answer(request, connection);
    }

    private String evaluate(String path, JsonNode input) throws IOException {
        return switch (path) {
            case "grants/allow" -> result(String.valueOf(isGranted(input)));
            case "grants" -> result("{\"allow\":" + isGranted(input) + "}");
            case "expected/allow" -> result(String.valueOf(isExpected(input)));
            default -> result(ANSWERS.get(path.replaceFirst("^answers/", "")));
        };
    }

    private static String result(@Nullable String value) {
        return value == null ? "{}" : "{\"result\":" + value + "}";
    }

    private boolean isGranted(JsonNode input) {
        JsonNode wanted =
                JsonNodeFactory.instance.arrayNode().add(input.get("principal")).add(input.get("key"));
        for (JsonNode grant : data.getOrDefault("grants", JsonNodeFactory.instance.arrayNode())) {
            if (grant.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Compared as text that was read again, since numbers of other classes are not equal. */
    private boolean isExpected(JsonNode input) throws IOException {
        JsonNode expected = data.get("expected");
        return expected != null
                && JSON.readTree(JSON.writeValueAsString(expected)).equals(input);
    }

    @Override
    public void close() {
        server.close();
    }
}
