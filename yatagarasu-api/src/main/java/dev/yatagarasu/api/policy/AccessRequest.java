package dev.yatagarasu.api.policy;

import dev.yatagarasu.api.Principal;
import java.util.Optional;

/**
 * The question put to a policy. Who asks is verified and what for is canonical; of the request itself it holds only what
 * {@link Authorizer#inputs()} wants to see. The engine remembers decisions by the whole of it.
 *
 * @param principal who asks; empty where the bucket identifies nobody
 * @param method {@code GET} or {@code HEAD}
 * @param bucket name of the bucket
 * @param key the exact key that would be read
 * @param path the canonical path of the request, decoded; starts with a slash
 * @param details what else the policy wants to see
 */
public record AccessRequest(
        Optional<Principal> principal, String method, String bucket, String key, String path, RequestDetails details) {}
