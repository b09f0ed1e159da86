package dev.yatagarasu.server.jetty.admin;

import dev.yatagarasu.api.http.Headers;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a call. The body belongs to it.
 *
 * @param status the status code
 * @param headers its own header fields, {@code content-type} among them
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent")
public record AdminAnswer(int status, Headers headers, byte[] body) {
    private static final String JSON = "application/json";

    /** A text of that media type. */
    public static AdminAnswer of(int status, String contentType, String text) {
        return new AdminAnswer(status, Headers.of("content-type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    /** An object in JSON. */
    static AdminAnswer json(int status, Json.Content content) {
        return new AdminAnswer(status, Headers.of("content-type", JSON), Json.object(content));
    }

    /** The same with more header fields. */
    AdminAnswer with(Headers more) {
        Headers.Builder all = headers.toBuilder();
        more.forEach(all::addLowerCase);
        return new AdminAnswer(status, all.build(), body);
    }
}
