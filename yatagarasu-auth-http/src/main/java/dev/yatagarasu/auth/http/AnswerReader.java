package dev.yatagarasu.auth.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Reads answers, of which it believes little: not their length, type, encoding or end. Safe from any thread. */
final class AnswerReader {
    private static final int LARGEST = 1024 * 1024;
    private static final int LONGEST_SECONDS = 9;

    private final Clock clock;

    AnswerReader(Clock clock) {
        this.clock = clock;
    }

    JsonAnswer read(ClassicHttpResponse response) throws IOException, ProtocolException {
        byte[] body = body(response);
        int status = response.getCode();
        JsonAnswer answer = new JsonAnswer(status, MissingNode.getInstance(), retryAfter(response));
        if (!answer.isSuccess()) {
            return new JsonAnswer(status, error(response, body), answer.retryAfter());
        }
        if (!isJson(response)) {
            throw new BadAnswerException("its answer (status " + status + ") is not of the type application/json");
        }
        return new JsonAnswer(status, StrictJson.parse(body), answer.retryAfter());
    }

    /** The whole body. Without a length or chunks nobody could tell a whole one from one that was cut. */
    private static byte[] body(ClassicHttpResponse response) throws IOException, ProtocolException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        boolean measured = response.getHeader(HttpHeaders.CONTENT_LENGTH) != null;
        if (measured == entity.isChunked()) {
            throw new BadAnswerException("its answer must have either a length or chunks");
        }
        if (!"identity".equalsIgnoreCase(value(response, HttpHeaders.CONTENT_ENCODING, "identity"))) {
            throw new BadAnswerException("its answer is encoded, which nobody asked for");
        }
        InputStream content = entity.getContent();
        byte[] body = entity.getContentLength() > LARGEST ? new byte[LARGEST + 1] : content.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new BadAnswerException("its answer is larger than 1 MB");
        }
        return body;
    }

    private static JsonNode error(ClassicHttpResponse response, byte[] body) throws ProtocolException {
        try {
            return isJson(response) ? StrictJson.parse(body) : MissingNode.getInstance();
        } catch (BadAnswerException e) {
            return MissingNode.getInstance();
        }
    }

    private static boolean isJson(ClassicHttpResponse response) throws ProtocolException {
        String type = value(response, HttpHeaders.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        String essence = type.split(";", 2)[0].strip();
        return essence.equals("application/json") || (essence.startsWith("application/") && essence.endsWith("+json"));
    }

    private Optional<Duration> retryAfter(ClassicHttpResponse response) throws ProtocolException {
        String text = value(response, HttpHeaders.RETRY_AFTER, "").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.length() <= LONGEST_SECONDS && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Duration wait =
                    Duration.between(clock.instant(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The value of a field that may be there once. */
    private static String value(ClassicHttpResponse response, String name, String otherwise) throws ProtocolException {
        @Nullable Header header = response.getHeader(name);
        return header == null || header.getValue() == null ? otherwise : header.getValue();
    }
}
