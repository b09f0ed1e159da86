package dev.yatagarasu.server.jetty.admin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, read strictly: each known, once, and well-formed UTF-8; {@code +} stands for a space. */
final class QueryFields {
    private final Map<String, String> values = new HashMap<>();

    private QueryFields() {}

    static QueryFields parse(@Nullable String query, String... known) {
        QueryFields fields = new QueryFields();
        if (query != null && !query.isEmpty()) {
            for (String parameter : query.split("&", -1)) {
                fields.add(parameter, List.of(known));
            }
        }
        return fields;
    }

    private void add(String parameter, List<String> known) {
        int equals = parameter.indexOf('=');
        String name = decode(equals < 0 ? parameter : parameter.substring(0, equals));
        if (!known.contains(name)) {
            throw AdminRefusal.badRequest(
                    "There is no parameter \"" + name + "\"; there are " + String.join(", ", known) + ".");
        }
        if (values.put(name, equals < 0 ? "" : decode(parameter.substring(equals + 1))) != null) {
            throw AdminRefusal.badRequest("The parameter \"" + name + "\" is there twice.");
        }
    }

    private static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static int hex(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0 || text.charAt(at) > 'f') {
            throw malformed();
        }
        return digit;
    }

    private static AdminRefusal malformed() {
        return AdminRefusal.badRequest("The query must be percent-encoded UTF-8.");
    }

    /** A parameter that must be there, and not be empty. */
    String text(String name) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw AdminRefusal.badRequest("The parameter \"" + name + "\" is missing.");
        }
        return value;
    }
}
