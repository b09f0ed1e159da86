package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.internal.cache.MemoryTier;
import dev.yatagarasu.core.internal.cache.Resolved;

/** The values of {@code Cache-Status} (RFC 9211). */
final class CacheStatus {
    static final String BYPASS = "yatagarasu; fwd=bypass";
    static final String MISS = "yatagarasu; fwd=uri-miss";
    static final String PARTIAL = "yatagarasu; fwd=partial; stored";
    private static final String STORED = "yatagarasu; fwd=uri-miss; stored";
    private static final String MISSING = "yatagarasu; fwd=uri-miss; fwd-status=404";
    private static final String REVALIDATED = "yatagarasu; fwd=stale; fwd-status=304";
    private static final String HIT = "yatagarasu; hit; detail=";
    private static final String HIT_IN_MEMORY = HIT + MemoryTier.NAME;

    private CacheStatus() {}

    static String of(Resolved.Known known, long nowMillis) {
        return switch (known.outcome()) {
            case HIT -> hit(known.object().tier());
            case MISS -> STORED;
            case REVALIDATED -> REVALIDATED;
            case STALE -> "yatagarasu; hit; ttl=" + secondsLeft(known, nowMillis);
            case BYPASS -> BYPASS;
        };
    }

    static String of(Resolved.Missing missing) {
        return missing.outcome() == CacheOutcome.HIT ? HIT_IN_MEMORY : MISSING;
    }

    static String hit(String tier) {
        return tier.equals(MemoryTier.NAME) ? HIT_IN_MEMORY : HIT + tier;
    }

    private static long secondsLeft(Resolved.Known known, long nowMillis) {
        var lifetime = known.object().head().lifetime();
        return Math.floorDiv(lifetime.asOfMillis() + lifetime.freshForMillis() - nowMillis, 1000L);
    }
}
