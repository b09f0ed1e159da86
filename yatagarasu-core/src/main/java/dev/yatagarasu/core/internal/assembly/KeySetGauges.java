package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.core.internal.identity.KeySetStatus;
import dev.yatagarasu.core.internal.identity.KeySets;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.report.MetricFamily;

/** What published key sets show of themselves in the metrics, all of them together. */
final class KeySetGauges {
    private KeySetGauges() {}

    static void register(KeySets keySets, EngineMetrics metrics) {
        metrics.show(MetricFamily.KEY_SETS, () -> keySets.statuses().size());
        metrics.show(
                MetricFamily.KEY_SETS_FAILING,
                () -> keySets.statuses().stream()
                        .filter(keySet -> keySet.problem().isPresent())
                        .count());
        metrics.show(
                MetricFamily.KEYS,
                () -> keySets.statuses().stream().mapToInt(KeySetStatus::keys).sum());
    }
}
