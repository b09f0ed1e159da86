package dev.yatagarasu.core.engine;

import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a reload changed, by bucket name.
 *
 * @param added buckets that are new
 * @param removed buckets that are gone; what was cached of them has been dropped
 * @param changed buckets that are configured differently
 */
public record Reloaded(Set<String> added, Set<String> removed, Set<String> changed) {

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
