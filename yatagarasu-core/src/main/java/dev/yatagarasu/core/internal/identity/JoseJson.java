package dev.yatagarasu.core.internal.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259) that somebody else has written: UTF-8, no name twice, nothing behind it, not deep, no
 * number that is not finite. Values are texts, {@link Long}, {@link Double}, {@link BigDecimal} for integers beyond
 * {@code long}, booleans, and lists and maps that cannot be changed; nulls are left out, unless they are asked for.
 */
final class JoseJson {
    /** Names are not kept in a table between documents: strangers would fill it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(40)
                    .build())
            .build();

    /** Stands for null. */
    static final Object NULL = new Object();

    private JoseJson() {}

    /** The object that {@code utf8} is. The exception's message may quote it. */
    static Map<String, Object> object(byte[] utf8) throws IOException {
        return object(utf8, false);
    }

    /** The same, with {@link #NULL} for each of its own members that is null. */
    static Map<String, Object> objectWithNulls(byte[] utf8) throws IOException {
        return object(utf8, true);
    }

    private static Map<String, Object> object(byte[] utf8, boolean nulls) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no object");
            }
            Map<String, Object> object = members(json, nulls);
            if (json.nextToken() != null) {
                throw new IOException("something follows the object");
            }
            return object;
        }
    }

    private static Map<String, Object> members(JsonParser json, boolean nulls) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            Object value = value(json);
            if (value != null) {
                members.put(name, value);
            } else if (nulls) {
                members.put(name, NULL);
            }
        }
        return Collections.unmodifiableMap(members);
    }

    private static List<Object> items(JsonParser json) throws IOException {
        List<Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Object value = value(json);
            if (value != null) {
                items.add(value);
            }
        }
        return Collections.unmodifiableList(items);
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> members(json, false);
            case START_ARRAY -> items(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? new BigDecimal(json.getText())
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> finite(json.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("it ends too soon");
        };
    }

    private static Double finite(double number) throws IOException {
        if (!Double.isFinite(number)) {
            throw new IOException("a number is too large");
        }
        return number;
    }
}
