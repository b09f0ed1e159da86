package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.internal.identity.KeySetStatus;
import dev.yatagarasu.core.report.Readiness;
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
        for (Bucket bucket : site.buckets()) {
            Optional<StorageHealth> health = bucket.health();
            String state = describe(health);
            String found = state.equals(UP) && !hasRoom.test(bucket) ? FULL : state;
            buckets.put(bucket.name(), found);
            up += found.equals(UP) ? 1 : 0;
            unknown += health.isEmpty() ? 1 : 0;
        }
        Readiness.State storage = sum(up, unknown, buckets.size());
        boolean restIsUp = Stream.concat(policies.values().stream(), keySets.values().stream())
                .allMatch(UP::equals);
        Readiness.State sum = storage == Readiness.State.READY && !restIsUp ? Readiness.State.DEGRADED : storage;
        return new Readiness(stopping ? Readiness.State.STOPPING : sum, buckets, policies, keySets);
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
