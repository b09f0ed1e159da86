package dev.yatagarasu.server.jetty;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** An answer as it came. */
@SuppressWarnings("ArrayRecordComponent")
record RawAnswer(int status, List<String> fields, byte[] body) {

    /** The value of the first field of that name, or {@code ""}. */
    String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return fields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
                .map(field -> field.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
