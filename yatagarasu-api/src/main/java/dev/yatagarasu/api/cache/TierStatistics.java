package dev.yatagarasu.api.cache;

/**
 * The contents and counters of a tier. A number that it cannot count is {@link #UNKNOWN}, and is not shown.
 *
 * @param entries objects and variants kept
 * @param bytes bytes kept, keys and headers included
 * @param evictions entries or blocks that were removed to make room since the start
 * @param damaged entries that were removed because they were damaged since the start
 */
public record TierStatistics(long entries, long bytes, long evictions, long damaged) {
    /** Stands for a number that the tier cannot count. */
    public static final long UNKNOWN = -1;

    /** The statistics of a tier that does not detect damage. */
    public TierStatistics(long entries, long bytes, long evictions) {
        this(entries, bytes, evictions, UNKNOWN);
    }
}
