package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import dev.yatagarasu.core.report.CacheStatistics;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
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
    private static final long RECENT_SHARE = 64;
    /** Of more objects, all that a purge names is looked for instead of one after the other. */
    private static final int MOST_ONE_BY_ONE = 1_000;

    private static final Long FAILED = -1L;
    private static final TierStatistics UNKNOWN = new TierStatistics(0, 0, 0);

    private final LowerTier lower;
    private final WriteQueue writes;
    private final ConcurrentMap<BlockKey, ByteBuffer> waiting = new ConcurrentHashMap<>();
    private final CacheSetup setup;
    private final PendingPurges missed = new PendingPurges();
    private final RecentPurges recent = new RecentPurges();
    private final RecentWrites written;
    private final Semaphore purgingWhileItRests = new Semaphore(1);
    private final LongAdder errors = new LongAdder();
    /** When the next call may try, in milliseconds since the epoch; {@link #UP} while the tier works. */
    private final AtomicLong restsUntil = new AtomicLong(UP);

    private volatile long rest = FIRST_REST_MILLIS;

    private GuardedTier(LowerTier lower, WriteQueue writes, CacheSetup setup) {
        this.lower = lower;
        this.writes = writes;
        this.setup = setup;
        this.written = new RecentWrites(setup.heap() / RECENT_SHARE);
    }

    /** Guards a tier. What waits to be written to it may take a part of the heap. */
    static GuardedTier of(LowerTier lower, CacheSetup setup) {
        return new GuardedTier(lower, new WriteQueue(setup.executor(), setup.heap() / QUEUE_SHARE), setup);
    }

    String name() {
        return lower.name();
    }

    LowerTier lower() {
        return lower;
    }

    /** What {@code call} gets, or {@code otherwise} while the tier fails. */
    <T> T ask(Function<CacheTier, T> call, T otherwise) {
        return mayTry() ? attempt(call, otherwise) : otherwise;
    }

    /** The same, even while the tier rests. Anything thrown is a failure of the tier: plug-ins lack classes and run out of memory. */
    private <T> T attempt(Function<CacheTier, T> call, T otherwise) {
        try {
            missed.pay(lower.tier());
            T answer = Objects.requireNonNull(call.apply(lower.tier()), "a cache tier answered with null");
            works();
            return answer;
        } catch (Throwable e) {
            fails(e);
            return otherwise;
        }
    }

    /** The head that the tier has, if no instance that shares it can have written that without knowing of a purge. */
    Optional<CachedHead> head(ObjectKey key) {
        Optional<CachedHead> head = ask(target -> target.head(key), Optional.empty());
        return isOwn() ? head : head.flatMap(read -> recent.leave(key, read));
    }

    private boolean isOwn() {
        return lower.sharing() == LowerTier.Sharing.NONE;
    }

    /**
     * Purges the tier, whether it rests or not; how many heads that were. If it fails, nothing is read from it again before it
     * has been purged, and the answer is empty.
     */
    OptionalLong purge(Purge purge) {
        if (!isOwn()) {
            recent.add(purge, setup.clock().millis());
        }
        return purgeOrOwe(purge);
    }

    private OptionalLong purgeOrOwe(Purge purge) {
        long purged = isUp() ? attempt(target -> target.purge(purge), FAILED) : purgeAlone(purge);
        if (purged < 0) {
            missed.add(purge);
            return OptionalLong.empty();
        }
        return OptionalLong.of(purged);
    }

    /** Of several purges one tries a tier that rests: the others would only wait for it, and then for their own failure. */
    private long purgeAlone(Purge purge) {
        if (!purgingWhileItRests.tryAcquire()) {
            return FAILED;
        }
        try {
            return attempt(target -> target.purge(purge), FAILED);
        } finally {
            purgingWhileItRests.release();
        }
    }

    /** The same for what another instance has purged, in all that both write to. */
    OptionalLong purgeHeard(Purge purge) {
        if (lower.sharing() != LowerTier.Sharing.BY_BUS) {
            return purge(purge);
        }
        recent.add(purge, setup.clock().millis());
        return purgeOwnWrites(purge);
    }

    /** Purges what this instance has written while it may not have known of {@code purge}. */
    private OptionalLong purgeOwnWrites(Purge purge) {
        Optional<List<Purge>> each = written.take(purge, setup.clock().millis())
                .map(keys -> keys.stream()
                        .map(key -> Purge.key(key.bucket(), key.key()))
                        .distinct()
                        .map(hard -> purge.soft() ? hard.softly() : hard)
                        .toList());
        if (each.isEmpty() || each.get().size() > MOST_ONE_BY_ONE) {
            return purgeOrOwe(purge);
        }
        long heads = 0;
        for (Purge one : each.get()) {
            OptionalLong purged = purgeOrOwe(one);
            if (purged.isEmpty()) {
                missed.add(purge);
                return purged;
            }
            heads += purged.getAsLong();
        }
        return OptionalLong.of(heads);
    }

    /** Drops what of {@code buckets} cannot be trusted after purges may have been missed. */
    void distrust(Collection<String> buckets) {
        for (String bucket : buckets) {
            Purge all = Purge.bucket(bucket);
            if (lower.sharing() == LowerTier.Sharing.BY_BUS) {
                purgeOwnWrites(all);
            } else {
                purgeOrOwe(all);
            }
        }
    }

    /** Whether it has missed no purge. */
    boolean owesNothing() {
        return missed.isEmpty();
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
        fill.retain();
        writes.add(
                new WriteQueue.Write(
                        () -> writeNow(fill, target -> putHead(target, key, head)),
                        fill::release,
                        MemoryTier.Weights.of(key, head)),
                TierWaitBudget.none());
    }

    /**
     * Writes a block in the background, under the guard of {@code fill}.
     *
     * @param wait how long to wait for room
     * @return whether it will be found here as long as the tier does not fail
     */
    boolean writeBlock(Fill fill, Block block, TierWaitBudget wait) {
        fill.retain();
        waiting.put(block.key(), block.bytes());
        Runnable write = () -> writeNow(fill, target -> putBlock(target, block));
        Runnable after = () -> {
            waiting.remove(block.key());
            fill.release();
        };
        boolean added = writes.add(
                new WriteQueue.Write(
                        write,
                        after,
                        MemoryTier.Weights.of(block.key(), block.bytes().remaining())),
                isUp() ? wait : TierWaitBudget.none());
        return added && isUp();
    }

    private void putHead(CacheTier target, ObjectKey key, CachedHead head) {
        remember(key, head);
        target.putHead(key, head);
    }

    private void putBlock(CacheTier target, Block block) {
        remember(block.key().object(), block.head());
        block.putInto(target);
    }

    private void remember(ObjectKey key, CachedHead head) {
        if (lower.sharing() == LowerTier.Sharing.BY_BUS) {
            written.add(key, head, setup.clock().millis());
        }
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
            log.info("cache tier {} works again", name());
            tell(true);
        }
    }

    private void fails(Throwable failure) {
        errors.increment();
        long previous = restsUntil.getAndSet(setup.clock().millis() + rest);
        rest = Math.min(LONGEST_REST_MILLIS, rest * 2);
        if (previous == UP) {
            log.warn("cache tier {} fails and is left alone for a while: {}", name(), reason(failure));
            tell(false);
        }
    }

    private void tell(boolean up) {
        try {
            setup.whenATierTurns().accept(name(), up);
        } catch (Throwable e) {
            log.warn("whoever was to be told about cache tier {} failed", name(), e);
        }
    }

    /** What a failing tier says of itself, or the whole of what it should not have thrown. */
    private static String reason(Throwable failure) {
        return failure instanceof YatagarasuException ? String.valueOf(failure.getMessage()) : failure.toString();
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
                name(), isUp(), holds(), hits, misses, errors.sum(), writes.bytes(), writes.dropped());
    }

    private TierStatistics holds() {
        try {
            return lower.tier().statistics();
        } catch (Throwable e) {
            log.debug("cache tier {} does not know what it holds", name(), e);
            return UNKNOWN;
        }
    }

    @Override
    public void close() {
        try {
            lower.tier().close();
        } catch (Throwable e) {
            log.warn("cache tier {} did not close well", name(), e);
        }
    }
}
