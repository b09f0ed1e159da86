package dev.yatagarasu.api.policy;

import dev.yatagarasu.api.Principal;
import java.util.Optional;

/**
 * The question put to a policy. Everything in it is verified or canonical; nothing is a raw client header.
 *
 * @param principal who asks; empty for a request without identity
 * @param method {@code GET} or {@code HEAD}
 * @param bucket name of the bucket
 * @param key the exact key that would be read
 * @param path the canonical path of the request, decoded
 * @param clientAddress the address of the client, trusted proxies taken into account
 */
public record AccessRequest(
        Optional<Principal> principal, String method, String bucket, String key, String path, String clientAddress) {}
