package dev.yatagarasu.core;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Site;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether requests should be sent here, and the state of every bucket's storage and policy as they were found last.
 *
 * @param state the sum of it
 * @param buckets the state of each bucket's storage, by name: {@code up}, {@code unknown} or what is wrong; for operators
 * @param policies the state of each bucket's policy, for those that have one: {@code up} or what is wrong; for operators
 */
public record Readiness(State state, Map<String, String> buckets, Map<String, String> policies) {

    /** The sum of all buckets' states. */
    public enum State {
        /** Some storage has not been probed yet, and none is known to answer. */
        STARTING,
        /** All storage answers. */
        READY,
        /** Some storage answers, some does not, or a policy cannot be asked. */
        DEGRADED,
        /** No storage answers. */
        UNAVAILABLE,
        /** The engine is being closed. */
        STOPPING
    }

    /** Whether requests should be sent here: at least one bucket can be served. */
    public boolean isReady() {
        return state == State.READY || state == State.DEGRADED;
    }

    static Readiness of(Site site, boolean stopping) {
        Map<String, String> buckets = new LinkedHashMap<>();
        Map<String, String> policies = policies(site);
        int up = 0;
        int unknown = 0;
        for (Bucket bucket : site.buckets()) {
            Optional<StorageHealth> health = bucket.health();
            buckets.put(bucket.name(), describe(health));
            up += health.filter(StorageHealth.Up.class::isInstance).isPresent() ? 1 : 0;
            unknown += health.isEmpty() ? 1 : 0;
        }
        State storage = sum(up, unknown, buckets.size());
        boolean allDecide = policies.values().stream().allMatch("up"::equals);
        State sum = storage == State.READY && !allDecide ? State.DEGRADED : storage;
        return new Readiness(stopping ? State.STOPPING : sum, buckets, policies);
    }

    private static Map<String, String> policies(Site site) {
        Map<String, String> policies = new LinkedHashMap<>();
        for (Bucket bucket : site.buckets()) {
            bucket.policy()
                    .ifPresent(policy -> policies.put(bucket.name(), policy.trouble().orElse("up")));
        }
        return policies;
    }

    private static State sum(int up, int unknown, int all) {
        if (up == all) {
            return State.READY;
        }
        if (up > 0) {
            return State.DEGRADED;
        }
        return unknown > 0 ? State.STARTING : State.UNAVAILABLE;
    }

    private static String describe(Optional<StorageHealth> health) {
        return health.map(found -> switch (found) {
                    case StorageHealth.Up up -> "up";
                    case StorageHealth.Down down -> down.detail();
                })
                .orElse("unknown");
    }
}
