package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.internal.identity.KeySetStatus;
import dev.yatagarasu.core.report.BreakerState;
import dev.yatagarasu.core.report.Readiness;
import dev.yatagarasu.core.report.ReplicaStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sums up what was found last of everything an engine depends on. */
final class ReadinessSummary {
    private static final String UP = "up";
    private static final String FULL = "up, but as many requests as may wait for it do";

    private ReadinessSummary() {}

    static Readiness of(Site site, Predicate<Bucket> hasRoom, List<KeySetStatus> published, boolean stopping) {
        Map<String, String> buckets = new LinkedHashMap<>();
        Map<String, String> policies = policies(site);
        Map<String, String> keySets = keySets(published);
        int up = 0;
        int unknown = 0;
        int degraded = 0;
        for (Bucket bucket : site.buckets()) {
            Optional<StorageHealth> health = bucket.health();
            String state = describe(health);
            boolean answers = state.equals(UP);
            boolean isServed = answers && hasRoom.test(bucket);
            List<String> troubles = isServed ? troubles(bucket) : List.of();
            buckets.put(bucket.name(), answers ? describe(isServed, troubles) : state);
            up += isServed ? 1 : 0;
            degraded += troubles.isEmpty() ? 0 : 1;
            unknown += health.isEmpty() ? 1 : 0;
        }
        Readiness.State storage = sum(up, unknown, buckets.size());
        boolean restIsUp = degraded == 0
                && Stream.concat(policies.values().stream(), keySets.values().stream())
                        .allMatch(UP::equals);
        Readiness.State sum = storage == Readiness.State.READY && !restIsUp ? Readiness.State.DEGRADED : storage;
        return new Readiness(stopping ? Readiness.State.STOPPING : sum, buckets, policies, keySets);
    }

    private static String describe(boolean isServed, List<String> troubles) {
        if (!isServed) {
            return FULL;
        }
        return troubles.isEmpty() ? UP : "degraded: " + String.join("; ", troubles);
    }

    /** What is wrong with replicas of a bucket that can be served. */
    private static List<String> troubles(Bucket bucket) {
        return bucket.storage().replicas().stream()
                .filter(one -> !one.isWell() && !one.health().equals("unknown"))
                .map(one -> "replica " + one.replica() + ": " + trouble(one))
                .toList();
    }

    private static String trouble(ReplicaStatus replica) {
        if (!replica.enabled()) {
            return "disabled by an operator";
        }
        return replica.health().equals(UP)
                ? "its circuit breaker is " + (replica.breaker() == BreakerState.OPEN ? "open" : "half-open")
                : replica.health();
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

    private static Readiness.State sum(int up, int unknown, int all) {
        if (up == all) {
            return Readiness.State.READY;
        }
        if (up > 0) {
            return Readiness.State.DEGRADED;
        }
        return unknown > 0 ? Readiness.State.STARTING : Readiness.State.UNAVAILABLE;
    }

    private static String describe(Optional<StorageHealth> health) {
        return health.map(found -> switch (found) {
                    case StorageHealth.Up up -> UP;
                    case StorageHealth.Down down -> down.detail();
                })
                .orElse("unknown");
    }
}
