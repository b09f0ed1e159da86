package dev.yatagarasu.api.cache;

/**
 * What a tier holds now and has done so far.
 *
 * @param entries objects and variants kept, where the tier can count them; else 0
 * @param bytes bytes kept, keys and headers included, where the tier can count them; else 0
 * @param evictions entries or blocks that went for want of room since the start
 */
public record TierStatistics(long entries, long bytes, long evictions) {}
