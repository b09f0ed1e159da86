package dev.yatagarasu.core.report;

import java.util.Map;

/**
 * Whether requests should be sent here, and the last known state of everything that the engine depends on.
 *
 * @param state the overall state
 * @param buckets the state of each bucket's storage, by name: {@code up}, {@code unknown} or what is wrong, for example
 *     that no more requests may wait for it; for operators
 * @param policies the state of each bucket's policy, for those that have one: {@code up} or what is wrong; for
 *     operators
 * @param keySets the state of each published key set, by its URL: {@code up} or what is wrong; for operators
 */
public record Readiness(
        State state, Map<String, String> buckets, Map<String, String> policies, Map<String, String> keySets) {

    /** The overall state. */
    public enum State {
        /** No storage is known to answer, and some has not been probed yet. */
        STARTING,
        /** All storage answers, and every bucket accepts requests that have to wait. */
        READY,
        /**
         * Some bucket's storage does not answer or it accepts no more requests, or a policy or key set is unavailable.
         */
        DEGRADED,
        /** No storage answers, or no bucket accepts more requests. */
        UNAVAILABLE,
        /** The engine is being closed. */
        STOPPING
    }

    /** Whether requests should be sent here: at least one bucket can be served. */
    public boolean isReady() {
        return state == State.READY || state == State.DEGRADED;
    }
}
