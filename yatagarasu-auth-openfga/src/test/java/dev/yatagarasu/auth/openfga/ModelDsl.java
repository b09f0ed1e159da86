package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads as much of OpenFGA's modelling language as the example uses, and makes the JSON of it. */
final class ModelDsl {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern DEFINITION = Pattern.compile("define (\\w+): (?:\\[([^]]*)](?: or )?)?(.*)");

    private final ObjectNode model = JSON.objectNode();
    private final ArrayNode types = model.putArray("type_definitions");

    static JsonNode json(String text) {
        ModelDsl dsl = new ModelDsl();
        text.lines().map(String::strip).forEach(dsl::line);
        return dsl.model;
    }

    private void line(String line) {
        if (line.startsWith("schema ")) {
            model.put("schema_version", line.substring("schema ".length()));
        } else if (line.startsWith("type ")) {
            types.addObject().put("type", line.substring("type ".length()));
        } else if (line.startsWith("define ")) {
            define(line);
        } else if (!List.of("", "model", "relations").contains(line) && !line.startsWith("#")) {
            throw new IllegalArgumentException("not understood: " + line);
        }
    }

    private void define(String line) {
        Matcher parts = DEFINITION.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not understood: " + line);
        }
        ArrayNode rewrites = JSON.arrayNode();
        ObjectNode type = (ObjectNode) types.get(types.size() - 1);
        if (parts.group(2) != null) {
            rewrites.addObject().putObject("this");
            users(child(child(type, "metadata"), "relations").putObject(parts.group(1)), parts.group(2));
        }
        if (!parts.group(3).isEmpty()) {
            List.of(parts.group(3).split(" or ", -1)).forEach(term -> rewrites.add(rewrite(term)));
        }
        child(type, "relations").set(parts.group(1), union(rewrites));
    }

    private static ObjectNode child(ObjectNode node, String name) {
        return node.has(name) ? (ObjectNode) node.get(name) : node.putObject(name);
    }

    private static void users(ObjectNode relation, String list) {
        ArrayNode users = relation.putArray("directly_related_user_types");
        for (String user : list.split(", ", -1)) {
            String[] parts = user.split("[:#]", -1);
            ObjectNode accepted = users.addObject().put("type", parts[0]);
            if (user.endsWith(":*")) {
                accepted.putObject("wildcard");
            } else if (parts.length == 2) {
                accepted.put("relation", parts[1]);
            }
        }
    }

    private static ObjectNode rewrite(String term) {
        ObjectNode rewrite = JSON.objectNode();
        String[] parts = term.split(" from ", -1);
        if (parts.length == 1) {
            rewrite.putObject("computedUserset").put("relation", term);
            return rewrite;
        }
        ObjectNode through = rewrite.putObject("tupleToUserset");
        through.putObject("tupleset").put("relation", parts[1]);
        through.putObject("computedUserset").put("relation", parts[0]);
        return rewrite;
    }

    private static JsonNode union(ArrayNode rewrites) {
        if (rewrites.size() == 1) {
            return rewrites.get(0);
        }
        ObjectNode union = JSON.objectNode();
        union.putObject("union").set("child", rewrites);
        return union;
    }
}
