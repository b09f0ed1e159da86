package dev.yatagarasu.auth.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yatagarasu.api.YatagarasuException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON (RFC 8259) of which there is one reading only: UTF-8 without a byte order mark, no name twice, nothing behind the value,
 * no bottomless nesting.
 */
final class StrictJson {
    private static final int DEEPEST = 64;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** The value that the bytes are. */
    static JsonNode parse(byte[] bytes) throws BadAnswerException {
        try {
            // From characters, since the parser would guess the encoding of bytes.
            JsonNode value = MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            if (value == null || value.isMissingNode()) {
                throw new BadAnswerException("it sent nothing where JSON was expected");
            }
            return value;
        } catch (BadAnswerException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new BadAnswerException("its answer is not JSON with a single meaning, as of "
                    + (e.getLocation() == null
                            ? "its end"
                            : "character " + e.getLocation().getCharOffset()));
        } catch (IOException e) {
            throw new BadAnswerException("its answer is not JSON in UTF-8");
        }
    }

    /** The bytes of a value, in UTF-8; throws if it holds text that has none: half a surrogate pair. */
    static byte[] write(JsonNode value) {
        try {
            ByteBuffer utf8 =
                    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(MAPPER.writeValueAsString(value)));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new YatagarasuException("what is to be asked holds text that is not Unicode, or is too deep", e);
        }
    }
}
