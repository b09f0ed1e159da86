package dev.yatagarasu.server.jetty.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.yatagarasu.core.config.LoggingConfig;
import dev.yatagarasu.core.config.LoggingConfig.Format;
import dev.yatagarasu.core.config.LoggingConfig.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ServerLoggingTest {
    private static final String HOSTILE = "a\r\n2026-01-01 ERROR forged\u001b[2J\u0085\u2028b\"c\u009b\u202e";

    private final Logger log = LoggerFactory.getLogger("dev.yatagarasu.Example");

    @AfterEach
    void quiet() {
        ServerLogging.apply(new LoggingConfig(Level.WARN, Format.TEXT));
    }

    @Test
    void text_controlCharactersInMessage_staysOneLine() {
        List<String> lines = logged(Level.INFO, Format.TEXT, () -> log.info("path {}", HOSTILE));
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .matches(
                                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  \\[.*] dev.yatagarasu.Example: path a.*")
                        .contains("a\\u000d\\u000a2026-01-01 ERROR forged\\u001b[2J\\u0085\\u2028b\"c\\u009b\\u202e"));
    }

    @Test
    void text_controlCharactersInException_startNoLineOfTheirOwn() {
        List<String> lines = logged(
                Level.INFO,
                Format.TEXT,
                () -> log.error("failed", new IllegalStateException(HOSTILE, new IOException("the cause"))));
        assertThat(lines.getFirst()).endsWith("ERROR [main] dev.yatagarasu.Example: failed");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("\t"));
        assertThat(lines).anyMatch(line -> line.startsWith("\tcaused by java.io.IOException: the cause"));
    }

    @Test
    void json_controlCharactersInMessage_isOneObjectThatHoldsThem() throws IOException {
        List<String> lines = logged(Level.INFO, Format.JSON, () -> log.warn("path {}", HOSTILE));
        assertThat(lines).hasSize(1);
        assertThat(fields(lines.getFirst()))
                .containsEntry("level", "WARN")
                .containsEntry("loggerName", "dev.yatagarasu.Example")
                .containsEntry("formattedMessage", "path " + HOSTILE)
                .containsKey("timestamp");
    }

    @Test
    void level_debug_showsDebugOfYatagarasuAlone() {
        Logger other = LoggerFactory.getLogger("com.example.Library");
        List<String> lines = logged(Level.DEBUG, Format.TEXT, () -> {
            log.trace("too fine");
            log.debug("fine");
            other.debug("too fine");
            other.info("fine");
        });
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("dev.yatagarasu.Example: fine");
        assertThat(lines.get(1)).contains("com.example.Library: fine");
    }

    @Test
    void level_error_showsErrorsAlone() {
        List<String> lines = logged(Level.ERROR, Format.TEXT, () -> {
            log.warn("hidden");
            LoggerFactory.getLogger("org.eclipse.jetty.server.Server").warn("hidden");
            log.error("shown");
        });
        assertThat(lines).singleElement().asString().endsWith("shown");
    }

    @Test
    void level_trace_neverPrintsHeadersOfTheHttpLibraries() {
        List<String> lines = logged(Level.TRACE, Format.TEXT, () -> {
            LoggerFactory.getLogger("org.apache.hc.client5.http.wire").info("authorization: secret");
            LoggerFactory.getLogger("org.apache.hc.client5.http.headers").debug("authorization: secret");
            LoggerFactory.getLogger("org.eclipse.jetty.http.HttpParser").debug("authorization: secret");
        });
        assertThat(lines).isEmpty();
    }

    private static List<String> logged(Level level, Format format, Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            ServerLogging.apply(new LoggingConfig(level, format));
            action.run();
        } finally {
            System.setErr(before);
        }
        String text = written.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private static Map<String, String> fields(String json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, parser.getText());
                parser.skipChildren();
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
        }
        return fields;
    }

    @Test
    void jetty_sameWarningAgainAndAgain_isOneLine() {
        Logger jetty = LoggerFactory.getLogger("org.eclipse.jetty.http.HttpParser");
        List<String> lines = logged(Level.INFO, Format.TEXT, () -> {
            for (int i = 0; i < 10; i++) {
                jetty.warn("Encountered multiple `Host` headers {}", i);
            }
        });
        assertThat(lines).singleElement().satisfies(line -> assertThat(line).contains("headers 0"));
    }
}
