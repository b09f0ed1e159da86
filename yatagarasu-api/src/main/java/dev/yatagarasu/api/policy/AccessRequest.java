package dev.yatagarasu.api.policy;

import dev.yatagarasu.api.Principal;
import java.util.Optional;

/**
 * The input of a policy decision. The principal is verified and the key is canonical; of the request itself it has only
 * what {@link Authorizer#inputs()} names. The whole input is the key of a remembered decision.
 *
 * @param principal the identified principal; empty for an anonymous client
 * @param method {@code GET} or {@code HEAD}
 * @param bucket name of the bucket
 * @param key the exact key that would be read
 * @param version the version that would be read, as the client sent it; empty for the current one. Only for buckets
 *     with versions
 * @param path the canonical path of the request, decoded; starts with a slash
 * @param details the further inputs of the policy
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
