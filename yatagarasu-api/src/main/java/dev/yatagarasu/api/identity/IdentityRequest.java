package dev.yatagarasu.api.identity;

import dev.yatagarasu.api.http.Headers;

/**
 * What an authenticator may look at.
 *
 * @param bucket name of the bucket that is asked for
 * @param headers the request's header fields as they came
 * @param query the raw query, without the question mark; empty where there is none
 * @param clientAddress the address of the client, trusted proxies taken into account
 */
public record IdentityRequest(String bucket, Headers headers, String query, String clientAddress) {
    /** Without header values and query: they hold tokens. */
    @Override
    public String toString() {
        return "IdentityRequest[bucket=" + bucket + ", headers=" + headers + ", clientAddress=" + clientAddress + "]";
    }
}
