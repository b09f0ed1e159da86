package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The purges of the last minutes, held against what is read from a tier that other instances write to as well: one that has
 * not heard of a purge yet may still write there what it had asked storage for before. Bounded: of very many, whole buckets
 * are left. Safe from any thread.
 */
final class RecentPurges {
    /** How far the clocks of instances may be apart. */
    static final long CLOCKS_APART_MILLIS = 1_000;

    /** More than anybody takes to hear of a purge, and to write what storage was asked for until then. */
    static final long REMEMBERED_MILLIS = 5 * 60_000;

    static final int MOST = 10_000;

    /** Those known now, the oldest first. */
    private final AtomicReference<List<Known>> known = new AtomicReference<>(List.of());

    private record Known(Purge purge, long atMillis) {
        /** Whether storage may have been asked before the purge for what has this head. */
        boolean mayBeAfter(CachedHead head) {
            return head.lifetime().asOfMillis() < atMillis + CLOCKS_APART_MILLIS;
        }
    }

    void add(Purge purge, long nowMillis) {
        known.updateAndGet(before -> with(before, new Known(purge, nowMillis)));
    }

    private static List<Known> with(List<Known> before, Known added) {
        List<Known> after = new ArrayList<>(before.size() + 1);
        int wholeBuckets = before.size() < MOST ? 0 : MOST / 2;
        if (wholeBuckets > 0) {
            long last = before.get(wholeBuckets - 1).atMillis;
            before.subList(0, wholeBuckets).stream()
                    .map(old -> old.purge.bucket())
                    .distinct()
                    .forEach(bucket -> after.add(new Known(Purge.bucket(bucket), last)));
        }
        before.stream()
                .skip(wholeBuckets)
                .filter(old -> old.atMillis > added.atMillis - REMEMBERED_MILLIS && !old.purge.equals(added.purge))
                .forEach(after::add);
        after.add(added);
        return after;
    }

    /** What the purges leave of a head that was read just now: all of it, a stale one, or nothing. */
    Optional<CachedHead> leave(ObjectKey key, CachedHead head) {
        List<String> tags = head instanceof CachedHead.Found found ? found.tags() : List.of();
        CachedHead left = head;
        for (Known one : known.get().reversed()) {
            if (!one.mayBeAfter(head)) {
                break;
            }
            if (one.purge.matches(key, tags)) {
                if (!one.purge.soft()) {
                    return Optional.empty();
                }
                left = left.withLifetime(left.lifetime().staleAt(one.atMillis));
            }
        }
        return Optional.of(left);
    }
}
