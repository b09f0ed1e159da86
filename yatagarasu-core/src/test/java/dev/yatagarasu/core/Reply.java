package dev.yatagarasu.core;

import dev.yatagarasu.api.http.Headers;
import java.nio.charset.StandardCharsets;

/**
 * What a client saw.
 *
 * @param status the status
 * @param headers all header fields
 * @param body all bytes
 * @param fast whether the fast lane answered
 */
record Reply(int status, Headers headers, byte[] body, boolean fast) {
    String header(String name) {
        return headers.firstOr(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }
}
