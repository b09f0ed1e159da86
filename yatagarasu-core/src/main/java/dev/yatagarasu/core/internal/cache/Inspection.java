package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.core.report.CacheEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks into tiers for operators: copies nothing from one to another and counts nothing. Blocks where a tier does. */
final class Inspection {
    /** Tiers need not look further than that for the next block. */
    private static final int WINDOW = 64;

    private Inspection() {}

    /** Heads of {@code object} and of its variants in one tier, the object's own first. */
    static List<CacheEntry.Head> heads(CacheTier tier, ObjectKey object) {
        List<CacheEntry.Head> heads = new ArrayList<>();
        tier.variants(object).stream()
                .sorted(Comparator.comparing(ObjectKey::variant))
                .forEach(key -> tier.head(key)
                        .ifPresent(head -> heads.add(new CacheEntry.Head(key, head, blocks(tier, key, head)))));
        return heads;
    }

    private static int blocks(CacheTier tier, ObjectKey key, CachedHead head) {
        if (!(head instanceof CachedHead.Found found)) {
            return 0;
        }
        if (found.content().isPresent()) {
            return found.blocks();
        }
        int present = 0;
        BlockKey first = new BlockKey(key, found.version(), 0);
        for (int number = 0; number < found.blocks(); number += WINDOW) {
            present += count(tier, first.at(number), Math.min(found.blocks(), number + WINDOW) - 1);
        }
        return present;
    }

    private static int count(CacheTier tier, BlockKey from, int last) {
        int present = 0;
        int number = tier.firstPresent(from, last);
        while (number <= last) {
            present++;
            number = number == last ? last + 1 : tier.firstPresent(from.at(number + 1), last);
        }
        return present;
    }
}
