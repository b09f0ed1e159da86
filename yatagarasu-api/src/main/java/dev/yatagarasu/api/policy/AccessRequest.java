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
 * @param version the version that would be read, in the client's own words; empty for the current one. Only of buckets
 *     that offer versions
 * @param path the canonical path of the request, decoded; starts with a slash
 * @param details what else the policy wants to see
 */
public record AccessRequest(
        Optional<Principal> principal,
        String method,
        String bucket,
        String key,
        Optional<String> version,
        String path,
        RequestDetails details) {

    /** About the current version. */
    public AccessRequest(
            Optional<Principal> principal,
            String method,
            String bucket,
            String key,
            String path,
            RequestDetails details) {
        this(principal, method, bucket, key, Optional.empty(), path, details);
    }
}
