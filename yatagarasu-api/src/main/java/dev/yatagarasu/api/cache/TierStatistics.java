package dev.yatagarasu.api.cache;

/**
 * What a tier holds now and has done so far.
 *
 * @param entries objects and variants kept, where the tier can count them; else 0
 * @param bytes bytes kept, keys and headers included, where the tier can count them; else 0
 * @param evictions entries or blocks that went for want of room since the start
 * @param damaged entries that went because they were damaged since the start, where the tier finds out; else 0
 */
public record TierStatistics(long entries, long bytes, long evictions, long damaged) {

    /** Of a tier that looks for no damage. */
    public TierStatistics(long entries, long bytes, long evictions) {
        this(entries, bytes, evictions, 0);
    }
}
