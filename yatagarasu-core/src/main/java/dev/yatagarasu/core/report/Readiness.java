package dev.yatagarasu.core.report;

import java.util.Map;

/**
 * Whether requests should be sent here, and the state of everything it depends on as that was found last.
 *
 * @param state the sum of it
 * @param buckets the state of each bucket's storage, by name: {@code up}, {@code unknown} or what is wrong, for
 *     example that no more requests may wait for it; for operators
 * @param policies the state of each bucket's policy, for those that have one: {@code up} or what is wrong; for operators
 * @param keySets the state of each published key set, by its URL: {@code up} or what is wrong; for operators
 */
public record Readiness(
        State state, Map<String, String> buckets, Map<String, String> policies, Map<String, String> keySets) {

    /** The sum of all states. */
    public enum State {
        /** Some storage has not been probed yet, and none is known to answer. */
        STARTING,
        /** All storage answers, and every bucket takes requests that have to wait. */
        READY,
        /** Some storage answers, some does not or takes no more requests, or a policy cannot be asked, or a key set not fetched. */
        DEGRADED,
        /** No storage answers, or none takes more requests. */
        UNAVAILABLE,
        /** The engine is being closed. */
        STOPPING
    }

    /** Whether requests should be sent here: at least one bucket can be served. */
    public boolean isReady() {
        return state == State.READY || state == State.DEGRADED;
    }
}
