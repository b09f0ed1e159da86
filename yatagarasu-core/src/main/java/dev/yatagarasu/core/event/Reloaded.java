package dev.yatagarasu.core.event;

import java.util.Set;

/**
 * The changes that a reload made, by bucket name.
 *
 * @param added buckets that are new
 * @param removed buckets that were removed, and their cached objects with them
 * @param changed buckets whose configuration changed
 */
public record Reloaded(Set<String> added, Set<String> removed, Set<String> changed) {}
