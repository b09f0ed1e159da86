package dev.yatagarasu.api.policy;

import java.util.List;

/**
 * Decides whether a request may go on. May block; called by many threads at once, on threads that may block. The engine
 * caches decisions around it, and closes it when no request uses it any more.
 */
public interface Authorizer extends AutoCloseable {

    /**
     * Decides. Throw a {@link dev.yatagarasu.api.YatagarasuException} when the policy cannot be asked or its answer is
     * not understood: the engine then fails closed, unless the bucket says otherwise.
     */
    Decision authorize(AccessRequest request);

    /** What it wants to see of requests beside who asks for what; always the same. */
    default PolicyInputs inputs() {
        return PolicyInputs.none();
    }

    /** Decides about several at once, in the same order; override where the policy service has a batch call. */
    default List<Decision> authorizeAll(List<AccessRequest> requests) {
        return requests.stream().map(this::authorize).toList();
    }

    @Override
    void close();
}
