package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.event.Reloaded;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the buckets of two configurations. */
final class BucketChanges {
    private BucketChanges() {}

    static Reloaded between(YatagarasuConfig before, YatagarasuConfig after) {
        Map<String, BucketConfig> old = byName(before);
        Map<String, BucketConfig> now = byName(after);
        Set<String> added = new TreeSet<>(now.keySet());
        added.removeAll(old.keySet());
        Set<String> removed = new TreeSet<>(old.keySet());
        removed.removeAll(now.keySet());
        Set<String> changed = new TreeSet<>(now.keySet());
        changed.removeIf(name -> !old.containsKey(name) || Objects.equals(now.get(name), old.get(name)));
        return new Reloaded(added, removed, changed);
    }

    private static Map<String, BucketConfig> byName(YatagarasuConfig config) {
        return config.buckets().stream().collect(Collectors.toMap(BucketConfig::name, Function.identity()));
    }
}
