package dev.yatagarasu.auth.opa;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yatagarasu.api.YatagarasuException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strings, numbers, booleans, lists and maps as the JSON that they came from. */
final class JsonValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 100;

    private JsonValues() {}

    /** Throws a {@link YatagarasuException} if there is anything else among the values, or no end of nesting. */
    static JsonNode of(Map<String, ?> values) {
        return node(values, 0);
    }

    private static JsonNode node(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new YatagarasuException("claims are nested too deeply to ask OPA about them");
        }
        return switch (value) {
            case null -> JSON.nullNode();
            case String text -> JSON.textNode(text);
            case Boolean bool -> JSON.booleanNode(bool);
            case Number number -> number(number);
            case Map<?, ?> map -> object(map, depth);
            case Collection<?> list -> array(list, depth);
            default -> throw unusable(value);
        };
    }

    private static JsonNode object(Map<?, ?> map, int depth) {
        ObjectNode object = JSON.objectNode();
        map.forEach((name, value) -> object.set(String.valueOf(name), node(value, depth + 1)));
        return object;
    }

    private static JsonNode array(Collection<?> list, int depth) {
        ArrayNode array = JSON.arrayNode();
        list.forEach(value -> array.add(node(value, depth + 1)));
        return array;
    }

    /** Whatever the number's class, its digits. */
    private static JsonNode number(Number number) {
        try {
            return JSON.numberNode(new BigDecimal(number.toString()));
        } catch (NumberFormatException e) {
            throw unusable(number);
        }
    }

    private static YatagarasuException unusable(Object value) {
        return new YatagarasuException(
                "a claim is a " + value.getClass().getName() + ", which OPA cannot be asked about");
    }
}
