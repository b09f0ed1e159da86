package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorBodyTest {

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void json_anyError_isAnObjectThatSaysWhatTheStatusSays(ErrorCode error) throws IOException {
        Map<String, String> fields = parse(ErrorBody.json(error, "req-1.2:3+4/5=6"));

        assertThat(fields.keySet()).containsExactly("error", "message", "status", "request_id");
        assertThat(fields)
                .containsEntry("error", error.code())
                .containsEntry("message", error.message())
                .containsEntry("status", Integer.toString(error.status()))
                .containsEntry("request_id", "req-1.2:3+4/5=6");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void code_anyError_isSnakeCaseAndItsStatusAnError(ErrorCode error) {
        assertThat(error.code()).matches("[a-z]+(_[a-z]+)*");
        assertThat(error.status()).isBetween(400, 599);
        assertThat(error.message()).endsWith(".");
    }

    @Test
    void xml_anyText_isEscaped() {
        assertThat(new String(ErrorBody.xml("NoSuchKey", "a < b & \"c\" > d", "<id>"), StandardCharsets.UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
                        + "<Message>a &lt; b &amp; &quot;c&quot; &gt; d</Message>"
                        + "<RequestId>&lt;id&gt;</RequestId></Error>\n");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void of_everyError_hasACodeAsS3WritesThem(ErrorCode error) {
        assertThat(S3Codes.of(error)).matches("[A-Z][A-Za-z]+");
    }

    private static Map<String, String> parse(byte[] json) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                assertThat(fields.put(name, parser.getText())).isNull();
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isNull();
        }
        return fields;
    }
}
