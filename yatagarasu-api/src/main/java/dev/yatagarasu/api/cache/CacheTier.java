package dev.yatagarasu.api.cache;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A place where the cache keeps copies of objects: heads, and the blocks of objects that do not fit into their head.
 *
 * <p><b>Threads.</b> May block, is called by many threads at once, and must end within a bounded time. The engine reads
 * on request threads, writes on a thread of its own, and closes the tier.
 *
 * <p><b>Failure.</b> Throw a {@link dev.yatagarasu.api.YatagarasuException} when the tier cannot do its work; the
 * engine counts it, skips the tier for a while and goes on. Empty means "not here", never "failed". What is damaged,
 * cut short or of another version is not here.
 *
 * <p><b>Buffers.</b> What is handed in must not be changed or kept; what is handed out is read-only, lies between
 * position and limit, and stays valid even if the entry goes.
 */
public interface CacheTier extends AutoCloseable {

    /** The head kept for {@code key}, fresh or stale. */
    Optional<CachedHead> head(ObjectKey key);

    /**
     * Keeps a head for as long as there is room, and replaces an older one. Blocks of the same version stay; those of
     * another version need not.
     */
    void putHead(ObjectKey key, CachedHead head);

    /** The bytes of a block, if the tier has all of them undamaged. */
    Optional<ByteBuffer> block(BlockKey key);

    /**
     * Keeps one block for as long as there is room.
     *
     * @param head the head of the version it belongs to; it says how long the block must be
     * @param bytes all bytes of the block
     */
    void putBlock(BlockKey key, CachedHead.Found head, ByteBuffer bytes);

    /**
     * The number of the first block from {@code from} up to {@code last}, both included, that is here; {@code last + 1} if
     * none is. It only spares storage a transfer: a tier that would have to look for long answers {@code last + 1}.
     */
    int firstPresent(BlockKey from, int last);

    /** Drops one object's head and blocks in that variant, if the tier has them. */
    void remove(ObjectKey key);

    /** Drops what {@code purge} names, or makes it stale if the purge is soft, and returns how many heads that were. */
    long purge(Purge purge);

    /**
     * The names under which heads of {@code object} are here: its own, and those of its variants. Only operators ask for
     * them; a tier may look long, and one that cannot tell variants names what it is asked for, if that is here.
     */
    default List<ObjectKey> variants(ObjectKey object) {
        return head(object).isPresent() ? List.of(object) : List.of();
    }

    /** The tier's current statistics. Does not block. */
    TierStatistics statistics();

    /** Releases the tier's resources; persistent entries stay. */
    @Override
    void close();
}
