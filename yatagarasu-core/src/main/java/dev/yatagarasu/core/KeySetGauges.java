package dev.yatagarasu.core;

import com.codahale.metrics.Gauge;
import dev.yatagarasu.core.identity.KeySetStatus;
import dev.yatagarasu.core.identity.KeySets;
import java.util.function.BiConsumer;

/** What published key sets show of themselves in the metrics, all of them together. */
final class KeySetGauges {
    private KeySetGauges() {}

    static void register(KeySets keySets, BiConsumer<String, Gauge<Number>> gauges) {
        gauges.accept("yatagarasu_key_sets", () -> keySets.statuses().size());
        gauges.accept(
                "yatagarasu_key_sets_failing",
                () -> keySets.statuses().stream()
                        .filter(keySet -> keySet.problem().isPresent())
                        .count());
        gauges.accept(
                "yatagarasu_keys",
                () -> keySets.statuses().stream().mapToInt(KeySetStatus::keys).sum());
    }
}
