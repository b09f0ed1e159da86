package dev.yatagarasu.core;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Site;
import dev.yatagarasu.core.identity.KeySetStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

    private static final String UP = "up";
    private static final String FULL = "up, but as many requests as may wait for it do";

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

    static Readiness of(Site site, Predicate<Bucket> hasRoom, List<KeySetStatus> published, boolean stopping) {
        Map<String, String> buckets = new LinkedHashMap<>();
        Map<String, String> policies = policies(site);
        Map<String, String> keySets = keySets(published);
        int up = 0;
        int unknown = 0;
        for (Bucket bucket : site.buckets()) {
            Optional<StorageHealth> health = bucket.health();
            String state = describe(health);
            String found = state.equals(UP) && !hasRoom.test(bucket) ? FULL : state;
            buckets.put(bucket.name(), found);
            up += found.equals(UP) ? 1 : 0;
            unknown += health.isEmpty() ? 1 : 0;
        }
        State storage = sum(up, unknown, buckets.size());
        boolean restIsUp = Stream.concat(policies.values().stream(), keySets.values().stream())
                .allMatch(UP::equals);
        State sum = storage == State.READY && !restIsUp ? State.DEGRADED : storage;
        return new Readiness(stopping ? State.STOPPING : sum, buckets, policies, keySets);
    }

    private static Map<String, String> keySets(List<KeySetStatus> published) {
        Map<String, String> keySets = new LinkedHashMap<>();
        published.forEach(keySet -> keySets.put(keySet.url(), keySet.problem().orElse(UP)));
        return keySets;
    }

    private static Map<String, String> policies(Site site) {
        Map<String, String> policies = new LinkedHashMap<>();
        for (Bucket bucket : site.buckets()) {
            bucket.policy()
                    .ifPresent(policy ->
                            policies.put(bucket.name(), policy.trouble().orElse(UP)));
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
                    case StorageHealth.Up up -> UP;
                    case StorageHealth.Down down -> down.detail();
                })
                .orElse("unknown");
    }
}
