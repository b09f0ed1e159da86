package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model as OpenFGA's JSON has it: how relations come about, and whom tuples may name. Of operators it knows the union. */
final class FgaModel {
    private final Map<String, JsonNode> types = new LinkedHashMap<>();

    FgaModel(JsonNode json) {
        json.path("type_definitions")
                .forEach(type -> types.put(type.path("type").asText(), type));
    }

    /** How the relation comes about; a missing node if the type has no such relation. */
    JsonNode rewrite(String object, String relation) {
        JsonNode type = types.get(type(object));
        return type == null ? MissingNode.getInstance() : type.path("relations").path(relation);
    }

    /** Whether a tuple may say so. */
    boolean accepts(TupleKey tuple) {
        return isObject(tuple.object()) && acceptsUser(tuple);
    }

    /** Whether it can be asked whether this holds. */
    boolean answers(TupleKey tuple) {
        return isObject(tuple.object())
                && isObject(tuple.user())
                && types.containsKey(type(tuple.user()))
                && !rewrite(tuple.object(), tuple.relation()).isMissingNode();
    }

    private boolean acceptsUser(TupleKey tuple) {
        JsonNode type = types.get(type(tuple.object()));
        JsonNode accepted = type == null
                ? MissingNode.getInstance()
                : type.path("metadata").path("relations").path(tuple.relation()).path("directly_related_user_types");
        for (JsonNode user : accepted) {
            if (matches(tuple.user(), user)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String user, JsonNode accepted) {
        String[] parts = user.split("#", -1);
        boolean sameType = type(user).equals(accepted.path("type").asText());
        if (accepted.has("relation")) {
            return sameType
                    && parts.length == 2
                    && parts[1].equals(accepted.path("relation").asText());
        }
        boolean everybody = user.endsWith(":*");
        return sameType && isObject(user) && everybody == accepted.has("wildcard");
    }

    /** A type and an id without what OpenFGA does not take, at most 256 characters. */
    static boolean isObject(String name) {
        return name.codePointCount(0, name.length()) <= 256 && name.matches("[^:#@\\s\\p{Cc}]+:[^:#\\s\\p{Cc}]+");
    }

    static String type(String name) {
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }
}
