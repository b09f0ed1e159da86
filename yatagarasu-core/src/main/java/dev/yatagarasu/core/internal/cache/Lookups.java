package dev.yatagarasu.core.internal.cache;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Counts one bucket's look-ups of heads and blocks, tier by tier. Looked up once for each bucket, so that a look-up costs no
 * more than adding one. Never blocks; safe from any thread.
 */
public final class Lookups {
    private final LongAdder[] hits;
    private final LongAdder[] misses;

    private Lookups(int tiers) {
        this.hits = adders(tiers);
        this.misses = adders(tiers);
    }

    private static LongAdder[] adders(int tiers) {
        return IntStream.range(0, tiers).mapToObj(tier -> new LongAdder()).toArray(LongAdder[]::new);
    }

    /** Counts for that many tiers, memory first. */
    static Lookups of(int tiers) {
        return new Lookups(tiers);
    }

    /** For buckets that use no cache: of these nothing is looked up. */
    public static Lookups none() {
        return new Lookups(0);
    }

    void count(int tier, boolean hit) {
        (hit ? hits : misses)[tier].increment();
    }

    void add(Lookups others) {
        for (int tier = 0; tier < hits.length; tier++) {
            hits[tier].add(others.hits(tier));
            misses[tier].add(others.misses(tier));
        }
    }

    /** Look-ups in that tier, by its place, that found something. */
    public long hits(int tier) {
        return hits[tier].sum();
    }

    /** Look-ups in that tier, by its place, that found nothing. */
    public long misses(int tier) {
        return misses[tier].sum();
    }
}
