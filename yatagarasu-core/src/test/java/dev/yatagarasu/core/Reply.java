package dev.yatagarasu.core;

import dev.yatagarasu.api.http.Headers;

/**
 * What a client saw.
 *
 * @param status the status
 * @param headers all header fields
 * @param text all bytes of the body, each as a character (ISO 8859-1)
 * @param fast whether the fast lane answered
 */
record Reply(int status, Headers headers, String text, boolean fast) {
    String header(String name) {
        return headers.firstOr(name, "");
    }
}
