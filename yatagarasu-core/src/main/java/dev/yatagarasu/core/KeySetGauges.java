package dev.yatagarasu.core;

import dev.yatagarasu.core.identity.KeySetStatus;
import dev.yatagarasu.core.identity.KeySets;
import dev.yatagarasu.core.metrics.EngineMetrics;
import dev.yatagarasu.core.metrics.Family;

/** What published key sets show of themselves in the metrics, all of them together. */
final class KeySetGauges {
    private KeySetGauges() {}

    static void register(KeySets keySets, EngineMetrics metrics) {
        metrics.show(Family.KEY_SETS, () -> keySets.statuses().size());
        metrics.show(
                Family.KEY_SETS_FAILING,
                () -> keySets.statuses().stream()
                        .filter(keySet -> keySet.problem().isPresent())
                        .count());
        metrics.show(
                Family.KEYS,
                () -> keySets.statuses().stream().mapToInt(KeySetStatus::keys).sum());
    }
}
