package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;

/**
 * A request as an {@link HttpDouble} saw it on the wire.
 *
 * @param method the method
 * @param target the request target, byte for byte
 * @param headers all header fields
 * @param body the body as UTF-8
 * @param connection which connection it came on, from 1
 */
public record HttpDoubleRequest(String method, String target, Headers headers, String body, int connection) {}
