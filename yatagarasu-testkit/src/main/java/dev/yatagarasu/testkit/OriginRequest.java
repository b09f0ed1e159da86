package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;

/**
 * A request as an origin saw it on the wire.
 *
 * @param method the method
 * @param target the request target, byte for byte
 * @param headers all header fields
 * @param connection which connection it came on, from 1
 */
public record OriginRequest(String method, String target, Headers headers, int connection) {}
