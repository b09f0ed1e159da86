package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What ships in {@code examples/openfga}, read from there. */
final class Examples {
    static final Path DIRECTORY = Path.of("..", "examples", "openfga");

    private static final JsonMapper JSON = new JsonMapper();

    private Examples() {}

    static JsonNode model() {
        return json(text("model.json"));
    }

    static JsonNode tuples() {
        return json(text("tuples.json"));
    }

    static String text(String file) {
        try {
            return Files.readString(DIRECTORY.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }
}
