package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.report.CacheEntry;
import dev.yatagarasu.core.report.CacheStatistics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tiers as one: memory, which everybody may ask at any time, and those below it, which block. The first tier that has
 * something answers, and what it has is copied to memory. Writes go to memory at once and to the others in the background.
 * Safe from any thread.
 */
final class Tiers {
    /** Its place among the tiers; those below follow. */
    private static final int MEMORY = 0;

    private final MemoryTier memory;
    private final List<GuardedTier> below;
    private final Fills fills = new Fills();
    private final LookupCounts lookups;

    Tiers(MemoryTier memory, List<GuardedTier> below) {
        this.memory = memory;
        this.below = List.copyOf(below);
        this.lookups = new LookupCounts(1 + below.size());
    }

    LookupCounts lookups() {
        return lookups;
    }

    MemoryTier memory() {
        return memory;
    }

    Fills fills() {
        return fills;
    }

    /** What was found, and where. */
    record Found<T>(T value, String tier) {}

    /** What memory knows about what is asked for; counts as a look-up. Never blocks. */
    Optional<StoredHead> findInMemory(CacheLookup lookup) {
        Optional<StoredHead> found = peekInMemory(lookup);
        lookup.origin().lookups().count(MEMORY, found.isPresent());
        return found;
    }

    /** What memory knows by now about what has been looked for already. Never blocks. */
    Optional<StoredHead> peekInMemory(CacheLookup lookup) {
        return memory.stored(lookup.key());
    }

    /** What the first tier that knows anything knows about what is asked for. Blocks. */
    Optional<StoredHead> find(CacheLookup lookup) {
        return head(lookup.key(), lookup.origin().lookups());
    }

    private Optional<StoredHead> head(ObjectKey key, Lookups counts) {
        Optional<StoredHead> inMemory = memory.stored(key);
        if (inMemory.isPresent() || below.isEmpty()) {
            return inMemory;
        }
        Fill promotion = fills.begin(key);
        try {
            return headBelow(promotion, counts);
        } finally {
            promotion.release();
        }
    }

    private Optional<StoredHead> headBelow(Fill promotion, Lookups counts) {
        int place = MEMORY;
        for (GuardedTier tier : below) {
            Optional<CachedHead> head = tier.head(promotion.key());
            counts.count(++place, head.isPresent());
            if (head.isPresent()) {
                keepInMemory(promotion, promotion.key(), head.get());
                return Optional.of(StoredHead.of(promotion.key(), head.get(), tier.name()));
            }
        }
        return Optional.empty();
    }

    /** The bytes of a block in the first tier below memory that has it. Blocks. */
    Optional<Found<ByteBuffer>> blockBelow(BlockKey key, CachedHead.Found head, Lookups counts) {
        if (below.isEmpty()) {
            return Optional.empty();
        }
        Fill promotion = fills.begin(key.object());
        try {
            return blockBelow(new Rising(promotion, key, head), counts);
        } finally {
            promotion.release();
        }
    }

    /** A block on its way up. */
    private record Rising(Fill promotion, BlockKey key, CachedHead.Found head) {
        boolean isWhole(ByteBuffer bytes) {
            return bytes.remaining() == head.blockLength(key.number());
        }
    }

    private Optional<Found<ByteBuffer>> blockBelow(Rising block, Lookups counts) {
        int place = MEMORY;
        for (GuardedTier tier : below) {
            Optional<ByteBuffer> bytes = tier.block(block.key).filter(block::isWhole);
            counts.count(++place, bytes.isPresent());
            if (bytes.isPresent()) {
                promote(block.promotion, new Block(block.key, block.head, bytes.get()));
                return Optional.of(new Found<>(bytes.get(), tier.name()));
            }
        }
        return Optional.empty();
    }

    private void promote(Fill fill, Block block) {
        if (memory.maxBytes() > 0) {
            fill.write(() -> block.putInto(memory));
        }
    }

    /** A block that is in memory. Never blocks. */
    Optional<ByteBuffer> blockInMemory(BlockKey key, Lookups counts) {
        Optional<ByteBuffer> bytes = memory.block(key);
        counts.count(MEMORY, bytes.isPresent());
        return bytes;
    }

    /** Keeps a head everywhere, unless it was purged meanwhile. */
    void putHead(Fill fill, ObjectKey key, CachedHead head) {
        keepInMemory(fill, key, head);
        below.forEach(tier -> tier.writeHead(fill, key, head));
    }

    private void keepInMemory(Fill fill, ObjectKey key, CachedHead head) {
        fill.write(() -> memory.putHead(key, head));
    }

    /**
     * Keeps a block everywhere, unless the object was purged meanwhile.
     *
     * @param wait how long to wait for a tier below memory whose queue is full, where others will want the block soon:
     *     memory need not keep what is new
     */
    void putBlock(Fill fill, Block block, TierWaitBudget wait) {
        if (fill.isVoid()) {
            return;
        }
        promote(fill, block);
        boolean found = false;
        for (GuardedTier tier : below) {
            found |= tier.writeBlock(fill, block, found ? TierWaitBudget.none() : wait);
        }
    }

    /** Whether a block can be had from memory, or from what still has to be written elsewhere. Never blocks. */
    boolean isAtHand(BlockKey key) {
        return memory.firstPresent(key, key.number()) == key.number()
                || below.stream().anyMatch(tier -> tier.isWaiting(key));
    }

    /** The first block from {@code from} up to {@code last} that is known to be in a tier; {@code last + 1} if none is. */
    int firstPresent(BlockKey from, int last) {
        int first = memory.firstPresent(from, last);
        for (GuardedTier tier : below) {
            int end = first - 1;
            first = end < from.number() ? first : tier.firstPresent(from, end);
        }
        return first;
    }

    /** Forgets one object, which has been found to be wrong. */
    void remove(ObjectKey key) {
        memory.remove(key);
        for (GuardedTier tier : below) {
            tier.ask(
                    target -> {
                        target.remove(key);
                        return true;
                    },
                    false);
        }
    }

    /** Drops, or makes stale, what {@code purge} names. */
    PurgeResult purge(Purge purge) {
        return purge(purge, tier -> tier.purge(purge));
    }

    /** The same for what another instance has purged, in all that both write to. */
    PurgeResult purgeHeard(Purge purge) {
        return purge(purge, tier -> tier.purgeHeard(purge));
    }

    private PurgeResult purge(Purge purge, Function<GuardedTier, OptionalLong> purgeTier) {
        fills.purge(purge);
        // Memory first, because it answers most; and once more, because what is below may be copied to it until it is
        // purged.
        long most = memory.purge(purge);
        List<String> owing = new ArrayList<>();
        for (GuardedTier tier : below) {
            OptionalLong purged = purgeTier.apply(tier);
            if (purged.isEmpty()) {
                owing.add(tier.name());
            }
            most = Math.max(most, purged.orElse(0));
        }
        fills.purge(purge);
        return new PurgeResult(Math.max(most, memory.purge(purge)), owing);
    }

    /** Whether no tier has missed a purge. */
    boolean oweNothing() {
        return below.stream().allMatch(GuardedTier::owesNothing);
    }

    /** The tiers' names, in the order in which they are asked. */
    List<String> names() {
        return Stream.concat(Stream.of(MemoryTier.NAME), below.stream().map(GuardedTier::name))
                .toList();
    }

    List<CacheStatistics.Tier> statistics() {
        List<CacheStatistics.Tier> tiers = new ArrayList<>();
        tiers.add(new CacheStatistics.Tier(
                MemoryTier.NAME, true, memory.statistics(), lookups.hits(MEMORY), lookups.misses(MEMORY), 0, 0, 0));
        for (GuardedTier tier : below) {
            int place = tiers.size();
            tiers.add(tier.statistics(lookups.hits(place), lookups.misses(place)));
        }
        return tiers;
    }

    /** What each tier holds of an object. Blocks. */
    List<CacheEntry.InTier> inspect(ObjectKey object) {
        List<CacheEntry.InTier> tiers = new ArrayList<>();
        tiers.add(new CacheEntry.InTier(MemoryTier.NAME, true, Inspection.heads(memory, object)));
        for (GuardedTier tier : below) {
            CacheEntry.InTier unknown = new CacheEntry.InTier(tier.name(), false, List.of());
            tiers.add(tier.ask(
                    target -> new CacheEntry.InTier(tier.name(), true, Inspection.heads(target, object)), unknown));
        }
        return tiers;
    }

    /** Whether a tier that works has so much left to write that more would soon be dropped. */
    boolean isBehindWithWrites() {
        return below.stream().anyMatch(GuardedTier::isBehindWithWrites);
    }

    /** Drops everything that this instance alone would have to purge. */
    void distrust(Collection<String> buckets) {
        fills.purgeAll();
        below.forEach(tier -> tier.distrust(buckets));
        fills.purgeAll();
        memory.clear();
    }

    /** Bytes in the largest object that is worth keeping: a larger one would push out all others. */
    long largestObject() {
        return below.stream().mapToLong(tier -> tier.lower().largestObject()).reduce(memory.maxBytes() / 2, Math::max);
    }

    void close() {
        memory.close();
        below.reversed().forEach(GuardedTier::close);
    }
}
