package dev.yatagarasu.core.event;

import java.util.Set;

/**
 * What a reload changed, by bucket name.
 *
 * @param added buckets that are new
 * @param removed buckets that are gone; what was cached of them has been dropped
 * @param changed buckets that are configured differently
 */
public record Reloaded(Set<String> added, Set<String> removed, Set<String> changed) {}
