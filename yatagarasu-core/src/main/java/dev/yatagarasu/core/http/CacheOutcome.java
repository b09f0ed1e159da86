package dev.yatagarasu.core.http;

/** How the cache took part in an answer, as {@code X-Cache} says it. */
public enum CacheOutcome {
    /** Answered from the cache. */
    HIT,
    /** Not in the cache; storage was asked. */
    MISS,
    /** The bucket does not use the cache. */
    BYPASS
}
