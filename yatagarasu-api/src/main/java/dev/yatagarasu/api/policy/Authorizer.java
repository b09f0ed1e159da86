package dev.yatagarasu.api.policy;

import java.util.List;

/**
 * Decides whether a client may read an object. May block; called by many threads at once, on threads that may block.
 * The engine caches its decisions, and closes it when no request uses it any more.
 */
public interface Authorizer extends AutoCloseable {

    /**
     * Decides about one request. Throw a {@link dev.yatagarasu.api.YatagarasuException} if the policy is unavailable or
     * its answer is invalid: the engine then fails closed, unless the bucket says otherwise.
     */
    Decision authorize(AccessRequest request);

    /** The further inputs that it needs of requests, besides principal, method and object; always the same. */
    default PolicyInputs inputs() {
        return PolicyInputs.none();
    }

    /** Decides about several requests, in the same order; override it if the policy service has a batch call. */
    default List<Decision> authorizeAll(List<AccessRequest> requests) {
        return requests.stream().map(this::authorize).toList();
    }

    @Override
    void close();
}
