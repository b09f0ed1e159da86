package dev.yatagarasu.core.http;

import java.nio.charset.StandardCharsets;

/**
 * The JSON body of every error. Codes and messages are constants and request ids are checked or made here, so nothing in
 * it needs escaping.
 */
public final class ErrorBody {
    private ErrorBody() {}

    /** {@code {"error": ..., "message": ..., "status": ..., "request_id": ...}} in UTF-8. */
    public static byte[] json(ErrorCode error, String requestId) {
        return ("{\"error\":\"" + error.code() + "\",\"message\":\"" + error.message() + "\",\"status\":"
                        + error.status() + ",\"request_id\":\"" + requestId + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
