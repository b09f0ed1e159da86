package dev.yatagarasu.api.identity;

import dev.yatagarasu.api.http.Headers;

/**
 * The parts of a request that an authenticator sees.
 *
 * @param bucket name of the requested bucket
 * @param headers the request's header fields as received
 * @param query the raw query, without the question mark; empty if there is none
 * @param clientAddress the address of the client, trusted proxies taken into account
 */
public record IdentityRequest(String bucket, Headers headers, String query, String clientAddress) {
    /** Without header values and query, since they may contain tokens. */
    @Override
    public String toString() {
        return "IdentityRequest[bucket=" + bucket + ", headers=" + headers + ", clientAddress=" + clientAddress + "]";
    }
}
