package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tier below memory, which may fail without failing a request: a failure is counted, and the tier is left alone for a
 * while; then one call finds out whether it is back. Safe from any thread.
 */
final class GuardedTier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(GuardedTier.class);
    private static final long FIRST_REST_MILLIS = 500;
    private static final long LONGEST_REST_MILLIS = 10_000;
    private static final long UP = 0;
    private static final long QUEUE_SHARE = 16;
    private static final Long FAILED = -1L;

    private final Layer layer;
    private final WriteQueue writes;
    private final ConcurrentMap<BlockKey, ByteBuffer> waiting = new ConcurrentHashMap<>();
    private final ObjectCache.Setup setup;
    private final OwedPurges missed = new OwedPurges();
    private final RecentPurges recent = new RecentPurges();
    private final LongAdder errors = new LongAdder();
    /** When the next call may try, in milliseconds since the epoch; {@link #UP} while the tier works. */
    private final AtomicLong restsUntil = new AtomicLong(UP);

    private volatile long rest = FIRST_REST_MILLIS;

    private GuardedTier(Layer layer, WriteQueue writes, ObjectCache.Setup setup) {
        this.layer = layer;
        this.writes = writes;
        this.setup = setup;
    }

    /** Guards a layer. What waits to be written to it may take a part of the heap. */
    static GuardedTier of(Layer layer, ObjectCache.Setup setup) {
        return new GuardedTier(layer, new WriteQueue(setup.executor(), setup.heap() / QUEUE_SHARE), setup);
    }

    String name() {
        return layer.name();
    }

    Layer layer() {
        return layer;
    }

    /** What {@code call} gets, or {@code otherwise} while the tier fails. */
    <T> T ask(Function<CacheTier, T> call, T otherwise) {
        if (!mayTry()) {
            return otherwise;
        }
        try {
            missed.pay(layer.tier());
            T answer = call.apply(layer.tier());
            works();
            return answer;
        } catch (RuntimeException e) {
            fails(e);
            return otherwise;
        }
    }

    /** The head that the tier has, if no instance that shares it can have written that without knowing of a purge. */
    Optional<CachedHead> head(ObjectKey key) {
        Optional<CachedHead> head = ask(target -> target.head(key), Optional.empty());
        return layer.shared() ? head.flatMap(read -> recent.leave(key, read)) : head;
    }

    /** Purges the tier; while it fails, nothing is read from it again before it has been purged. */
    long purge(Purge purge) {
        if (layer.shared()) {
            recent.add(purge, setup.clock().millis());
        }
        long purged = ask(target -> target.purge(purge), FAILED);
        if (purged < 0) {
            missed.add(purge);
            return 0;
        }
        return purged;
    }

    /** A block that the tier has, or that is still waiting to be written to it. */
    Optional<ByteBuffer> block(BlockKey key) {
        ByteBuffer bytes = waiting.get(key);
        return bytes == null ? ask(target -> target.block(key), Optional.empty()) : Optional.of(bytes.duplicate());
    }

    /** Whether a block is waiting to be written. Never blocks. */
    boolean isWaiting(BlockKey key) {
        return waiting.containsKey(key);
    }

    /** The first block from {@code from} up to {@code last} that {@link #block} would find; {@code last + 1} if none is. */
    int firstPresent(BlockKey from, int last) {
        int first = ask(target -> target.firstPresent(from, last), last + 1);
        for (int number = from.number(); number < first && !waiting.isEmpty(); number++) {
            if (isWaiting(from.at(number))) {
                return number;
            }
        }
        return first;
    }

    /** Writes a head in the background, under the guard of {@code fill}. */
    void writeHead(Fill fill, ObjectKey key, CachedHead head) {
        int size = head instanceof CachedHead.Found found
                ? found.content().map(ByteBuffer::remaining).orElse(0)
                : 0;
        fill.retain();
        writes.add(
                new WriteQueue.Write(() -> writeNow(fill, target -> target.putHead(key, head)), fill::release, size),
                Patience.none());
    }

    /**
     * Writes a block in the background, under the guard of {@code fill}.
     *
     * @param patience how long to wait for room
     * @return whether it will be found here as long as the tier does not fail
     */
    boolean writeBlock(Fill fill, Block block, Patience patience) {
        fill.retain();
        waiting.put(block.key(), block.bytes());
        Runnable write = () -> writeNow(fill, block::putInto);
        Runnable after = () -> {
            waiting.remove(block.key());
            fill.release();
        };
        boolean added = writes.add(
                new WriteQueue.Write(write, after, block.bytes().remaining()), isUp() ? patience : Patience.none());
        return added && isUp();
    }

    private void writeNow(Fill fill, Consumer<CacheTier> write) {
        fill.write(() -> ask(
                target -> {
                    write.accept(target);
                    return true;
                },
                false));
    }

    /** While the tier rests nobody tries; when the rest is over the first caller does, and the others wait for what it finds. */
    private boolean mayTry() {
        long until = restsUntil.get();
        if (until == UP) {
            return true;
        }
        long now = setup.clock().millis();
        return (now >= until || until - now > LONGEST_REST_MILLIS) && restsUntil.compareAndSet(until, now + rest);
    }

    private void works() {
        if (restsUntil.get() != UP) {
            restsUntil.set(UP);
            rest = FIRST_REST_MILLIS;
            log.info("cache layer {} works again", name());
            setup.whenALayerTurns().accept(name(), true);
        }
    }

    private void fails(RuntimeException failure) {
        errors.increment();
        long previous = restsUntil.getAndSet(setup.clock().millis() + rest);
        rest = Math.min(LONGEST_REST_MILLIS, rest * 2);
        if (previous == UP) {
            log.warn("cache layer {} fails and is left alone for a while: {}", name(), failure.getMessage());
            setup.whenALayerTurns().accept(name(), false);
        }
    }

    /** Whether its last call went well. */
    boolean isUp() {
        return restsUntil.get() == UP;
    }

    /** Whether it works, and has so much left to write that more would soon be dropped. */
    boolean isBehindWithWrites() {
        return isUp() && writes.isHalfFull();
    }

    CacheStatistics.Tier statistics(long hits, long misses) {
        return new CacheStatistics.Tier(
                name(),
                isUp(),
                layer.tier().statistics(),
                hits,
                misses,
                errors.sum(),
                writes.bytes(),
                writes.dropped());
    }

    @Override
    public void close() {
        layer.tier().close();
    }
}
