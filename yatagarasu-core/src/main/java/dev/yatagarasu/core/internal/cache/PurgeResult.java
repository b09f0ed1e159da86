package dev.yatagarasu.core.internal.cache;

import java.util.List;

/**
 * What came of a purge.
 *
 * @param heads how many heads went or became stale, in the tier that had most
 * @param owing the tiers that failed: each is purged before it is read again, but only as long as this process lives
 */
public record PurgeResult(long heads, List<String> owing) {
    public PurgeResult {
        owing = List.copyOf(owing);
    }
}
