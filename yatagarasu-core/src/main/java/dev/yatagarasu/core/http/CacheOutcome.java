package dev.yatagarasu.core.http;

/** How the cache took part in an answer, as {@code X-Cache} says it. */
public enum CacheOutcome {
    /** Answered from the cache. */
    HIT,
    /** Not all in the cache; storage was asked. */
    MISS,
    /** Answered from the cache with a copy that is no longer fresh, while it is revalidated or because storage fails. */
    STALE,
    /** Answered from the cache after storage had said that the copy is still good. */
    REVALIDATED,
    /** The cache had no part in it. */
    BYPASS;

    /** Whether the answer was one of the cache's own. */
    public boolean isFromCache() {
        return this == HIT || this == STALE || this == REVALIDATED;
    }
}
