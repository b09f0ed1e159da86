package dev.yatagarasu.core.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Heads and blocks on the heap, bounded by their weight in bytes; the least useful go first (Caffeine's W-TinyLFU). Never
 * blocks; safe from any thread.
 */
public final class MemoryTier implements CacheTier {
    /** What the tier calls itself in configuration, metrics and headers. */
    public static final String NAME = "memory";

    /*
     * Heads and blocks share one bound, so that neither starves the other: keys are ObjectKey or BlockKey, and the
     * kind of the value follows from the kind of the key.
     */
    private final Cache<Object, Slot> slots;
    private final Clock clock;
    private final LongAdder evictions = new LongAdder();
    /** Whether a version of an object was ever kept here. */
    private volatile boolean hasVariants;

    private sealed interface Slot {
        int weight();
    }

    private record HeadSlot(StoredHead stored, int weight) implements Slot {}

    private record BlockSlot(ByteBuffer bytes, int weight) implements Slot {}

    /** A tier of at most {@code maxBytes}. */
    public MemoryTier(long maxBytes, Clock clock) {
        this.clock = clock;
        this.slots = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<Object, Slot>weigher((key, slot) -> slot.weight())
                .evictionListener((key, slot, cause) -> evictions.increment())
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<CachedHead> head(ObjectKey key) {
        return stored(key).map(StoredHead::head);
    }

    /** The head kept for {@code key}, with what has been worked out of it. */
    Optional<StoredHead> stored(ObjectKey key) {
        HeadSlot slot = (HeadSlot) slots.getIfPresent(key);
        return slot == null ? Optional.empty() : Optional.of(slot.stored);
    }

    @Override
    public void putHead(ObjectKey key, CachedHead head) {
        if (!key.variant().isEmpty()) {
            hasVariants = true;
        }
        slots.put(key, slot(key, head));
    }

    private static HeadSlot slot(ObjectKey key, CachedHead head) {
        return new HeadSlot(StoredHead.of(key, withOwnContent(head), NAME), Weights.of(key, head));
    }

    private static CachedHead withOwnContent(CachedHead head) {
        return head instanceof CachedHead.Found found && found.content().isPresent()
                ? new CachedHead.Found(
                        found.headers(),
                        found.size(),
                        found.version(),
                        found.lifetime(),
                        found.tags(),
                        found.content().map(MemoryTier::own))
                : head;
    }

    @Override
    public Optional<ByteBuffer> block(BlockKey key) {
        BlockSlot slot = (BlockSlot) slots.getIfPresent(key);
        return slot == null ? Optional.empty() : Optional.of(slot.bytes.duplicate());
    }

    @Override
    public void putBlock(BlockKey key, CachedHead.Found head, ByteBuffer bytes) {
        if (key.number() >= head.blocks() || bytes.remaining() != head.blockLength(key.number())) {
            return;
        }
        slots.put(key, new BlockSlot(own(bytes), Weights.of(key, bytes.remaining())));
    }

    /** Bytes that nobody else can change: read-only buffers on the heap are the engine's own, given for good. */
    private static ByteBuffer own(ByteBuffer bytes) {
        return bytes.isDirect() || !bytes.isReadOnly()
                ? ByteBuffer.allocate(bytes.remaining())
                        .put(bytes.duplicate())
                        .flip()
                        .asReadOnlyBuffer()
                : bytes;
    }

    @Override
    public int firstPresent(BlockKey from, int last) {
        for (int number = from.number(); number <= last; number++) {
            if (slots.asMap().containsKey(from.at(number))) {
                return number;
            }
        }
        return last + 1;
    }

    @Override
    public void remove(ObjectKey key) {
        if (slots.asMap().remove(key) instanceof HeadSlot slot
                && slot.stored.head() instanceof CachedHead.Found found) {
            BlockKey first = new BlockKey(key, found.version(), 0);
            for (int number = 0; number < found.blocks(); number++) {
                slots.invalidate(first.at(number));
            }
        }
    }

    /** Looks at every entry, but for a single object where no versions are kept: a purge is rare, a read is not. */
    @Override
    public long purge(Purge purge) {
        if (purge.kind() == Purge.Kind.KEY && !hasVariants) {
            ObjectKey key = ObjectKey.of(purge.bucket(), purge.value());
            if (stored(key).isPresent()) {
                purgeHead(key, purge);
                return 1;
            }
        }
        long purged = 0;
        for (Object key : slots.asMap().keySet()) {
            switch (key) {
                case ObjectKey object -> purged += purgeMatching(object, purge) ? 1 : 0;
                case BlockKey block -> purgeBlock(block, purge);
                default -> throw new IllegalStateException("no key of this tier: " + key.getClass());
            }
        }
        return purged;
    }

    private boolean purgeMatching(ObjectKey key, Purge purge) {
        boolean matches =
                slots.asMap().get(key) instanceof HeadSlot slot && purge.matches(key, tags(slot.stored.head()));
        if (matches) {
            purgeHead(key, purge);
        }
        return matches;
    }

    private void purgeHead(ObjectKey key, Purge purge) {
        if (!purge.soft()) {
            remove(key);
            return;
        }
        slots.asMap().computeIfPresent(key, (same, slot) -> {
            CachedHead head = ((HeadSlot) slot).stored.head();
            return slot(key, head.withLifetime(head.lifetime().staleAt(clock.millis())));
        });
    }

    /** Blocks without a head, which nothing else would find; those of a tag have gone with their head. */
    private void purgeBlock(BlockKey block, Purge purge) {
        if (!purge.soft() && purge.kind() != Purge.Kind.TAG && purge.matches(block.object(), List.of())) {
            slots.invalidate(block);
        }
    }

    private static List<String> tags(CachedHead head) {
        return head instanceof CachedHead.Found found ? found.tags() : List.of();
    }

    /** Looks at every entry. */
    @Override
    public List<ObjectKey> variants(ObjectKey object) {
        return slots.asMap().keySet().stream()
                .filter(ObjectKey.class::isInstance)
                .map(ObjectKey.class::cast)
                .filter(key -> key.withVariant(object.variant()).equals(object))
                .toList();
    }

    /** Drops everything. */
    public void clear() {
        slots.invalidateAll();
    }

    /** Changes the bound. */
    public void resize(long maxBytes) {
        slots.policy().eviction().orElseThrow().setMaximum(maxBytes);
    }

    /** The bound, in bytes. */
    public long maxBytes() {
        return slots.policy().eviction().orElseThrow().getMaximum();
    }

    @Override
    public TierStatistics statistics() {
        long bytes = slots.policy().eviction().orElseThrow().weightedSize().orElse(0);
        return new TierStatistics(slots.estimatedSize(), bytes, evictions.sum());
    }

    @Override
    public void close() {
        clear();
    }

    /** What entries take on the heap. */
    static final class Weights {
        /** Map node, record, key and buffer objects of one entry, estimated for compressed pointers. */
        private static final int OVERHEAD = 320;

        private Weights() {}

        static int of(ObjectKey key, CachedHead head) {
            long characters = head instanceof CachedHead.Found found
                    ? 2 * found.headers().characters() + found.version().length()
                    : 0;
            int content = head instanceof CachedHead.Found found
                    ? found.content().map(ByteBuffer::capacity).orElse(0)
                    : 0;
            return Math.toIntExact(content + characters + of(key) + OVERHEAD);
        }

        static int of(BlockKey key, int length) {
            return length + of(key.object()) + OVERHEAD;
        }

        private static int of(ObjectKey key) {
            return 2 * (key.key().length() + key.variant().length());
        }
    }
}
