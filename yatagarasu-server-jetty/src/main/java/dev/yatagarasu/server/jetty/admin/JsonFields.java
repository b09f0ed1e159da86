package dev.yatagarasu.server.jetty.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A JSON object of texts, whole numbers, booleans and lists of texts, read strictly: what is not understood is refused with
 * the reason, never passed over.
 */
final class JsonFields {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Map<String, Object> values = new HashMap<>();

    private JsonFields() {}

    static JsonFields parse(byte[] json, String... known) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonFields fields = new JsonFields();
            fields.readAll(parser, new TreeSet<>(List.of(known)));
            return fields;
        } catch (JsonProcessingException e) {
            throw AdminRefusal.badRequest("The body is no valid JSON: " + e.getOriginalMessage() + " (line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ").");
        } catch (IOException e) {
            throw AdminRefusal.badRequest("The body is no valid JSON: " + e.getMessage() + ".");
        }
    }

    private void readAll(JsonParser parser, Set<String> known) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw AdminRefusal.badRequest("The body must be a JSON object.");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!known.contains(name)) {
                throw AdminRefusal.badRequest(
                        "There is no field \"" + name + "\"; there are " + String.join(", ", known) + ".");
            }
            parser.nextToken();
            values.put(name, value(parser, name));
        }
        if (parser.nextToken() != null) {
            throw AdminRefusal.badRequest("The body must be one JSON object and nothing behind it.");
        }
    }

    private static Object value(JsonParser parser, String name) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> number(parser, name);
            case START_ARRAY -> texts(parser, name);
            default -> throw wrongType(name, "a text, a whole number, true, false or a list of texts");
        };
    }

    private static long number(JsonParser parser, String name) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw wrongType(name, "a number of at most " + Long.MAX_VALUE);
        }
        return parser.getLongValue();
    }

    private static List<String> texts(JsonParser parser, String name) throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw wrongType(name, "a list of texts");
            }
            texts.add(parser.getText());
        }
        return texts;
    }

    private static AdminRefusal wrongType(String name, String accepted) {
        return AdminRefusal.badRequest("\"" + name + "\" must be " + accepted + ".");
    }

    /** A text that must be there. */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> AdminRefusal.badRequest("The field \"" + name + "\" is missing."));
    }

    Optional<String> optionalText(String name) {
        return get(name, String.class, "a text");
    }

    /** True only if it is there and true. */
    boolean flag(String name) {
        return get(name, Boolean.class, "true or false").orElse(false);
    }

    long number(String name, long otherwise) {
        return get(name, Long.class, "a whole number").orElse(otherwise);
    }

    Optional<List<String>> optionalTexts(String name) {
        return get(name, List.class, "a list of texts")
                .map(list -> ((List<?>) list).stream().map(String.class::cast).toList());
    }

    private <T> Optional<T> get(String name, Class<T> type, String accepted) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw wrongType(name, accepted);
        }
        return Optional.of(type.cast(value));
    }
}
