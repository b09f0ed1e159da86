package dev.yatagarasu.core.http;

/** How the cache was involved in an answer, as {@code X-Cache} says it. */
public enum CacheOutcome {
    /** Answered from the cache. */
    HIT,
    /** At least partly answered from storage. */
    MISS,
    /** Answered from the cache with a copy that is no longer fresh, while it is revalidated or because storage fails. */
    STALE,
    /** Answered from the cache after storage confirmed that the copy is still current. */
    REVALIDATED,
    /** The cache was not used. */
    BYPASS;

    /** Whether the answer came from the cache. */
    public boolean isFromCache() {
        return this == HIT || this == STALE || this == REVALIDATED;
    }
}
