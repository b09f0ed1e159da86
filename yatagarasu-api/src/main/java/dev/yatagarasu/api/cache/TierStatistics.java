package dev.yatagarasu.api.cache;

/**
 * What a tier holds now and has done so far. What it cannot count is {@link #UNKNOWN}, which nobody is shown.
 *
 * @param entries objects and variants kept
 * @param bytes bytes kept, keys and headers included
 * @param evictions entries or blocks that went for want of room since the start
 * @param damaged entries that went because they were damaged since the start
 */
public record TierStatistics(long entries, long bytes, long evictions, long damaged) {
    /** In the place of a number that the tier cannot tell. */
    public static final long UNKNOWN = -1;

    /** Of a tier that looks for no damage. */
    public TierStatistics(long entries, long bytes, long evictions) {
        this(entries, bytes, evictions, UNKNOWN);
    }
}
