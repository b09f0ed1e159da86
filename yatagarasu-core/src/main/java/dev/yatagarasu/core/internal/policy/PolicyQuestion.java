package dev.yatagarasu.core.internal.policy;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.core.internal.memory.HeapSize;
import java.util.Optional;

/**
 * What the policy of one bucket is asked, and remembered by: all that it is given, but for what is the same for all of the
 * bucket or follows from the key, which is the path.
 *
 * @param principal who asks
 * @param method {@code GET} or {@code HEAD}
 * @param key the exact key that would be read
 * @param version the version that would be read, in the client's own words; empty for the current one
 * @param details what else the policy wants to see
 */
public record PolicyQuestion(
        Optional<Principal> principal, String method, String key, Optional<String> version, RequestDetails details) {

    /** The question as a policy is asked it. */
    AccessRequest of(String bucket, String path) {
        return new AccessRequest(principal, method, bucket, key, version, path, details);
    }

    /** What it holds on to, in bytes. */
    long heapSize() {
        return HeapSize.of(key)
                + version.map(HeapSize::of).orElse(0L)
                + principal.map(HeapSize::of).orElse(0L)
                + details.clientAddress().map(HeapSize::of).orElse(0L)
                + HeapSize.of(details.headers())
                + HeapSize.of(details.query());
    }
}
