package dev.yatagarasu.core.http;

import java.nio.charset.StandardCharsets;

/**
 * The body of every error. In JSON: messages are made of constants, and request ids are checked or made here, so nothing in
 * it needs escaping. In the XML of S3: for its clients.
 */
public final class ErrorBody {
    private ErrorBody() {}

    /** {@code {"error": ..., "message": ..., "status": ..., "request_id": ...}} in UTF-8. */
    public static byte[] json(ErrorCode error, String requestId) {
        return json(error, error.message(), requestId);
    }

    /** The same with a message that says more. */
    public static byte[] json(ErrorCode error, String message, String requestId) {
        return ("{\"error\":\"" + error.code() + "\",\"message\":\"" + message + "\",\"status\":" + error.status()
                        + ",\"request_id\":\"" + requestId + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** {@code <Error><Code>...</Code><Message>...</Message><RequestId>...</RequestId></Error>}, as S3 has it, in UTF-8. */
    public static byte[] xml(String s3Code, String message, String requestId) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + escaped(s3Code) + "</Code><Message>"
                        + escaped(message) + "</Message><RequestId>" + escaped(requestId) + "</RequestId></Error>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
