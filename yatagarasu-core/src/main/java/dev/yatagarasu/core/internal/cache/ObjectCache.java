package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.internal.resilience.SingleFlight;
import dev.yatagarasu.core.report.CacheEntry;
import dev.yatagarasu.core.report.CacheStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache as the request path sees it: a look-up in memory that never blocks, and a look-up everywhere that asks storage
 * once for all who wait. One head and its blocks serve GET, HEAD, every range and every condition. Safe from any thread.
 */
public final class ObjectCache implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ObjectCache.class);

    /** More would hold on to much memory, and take long to put together on an I/O thread. */
    private static final int MOST_BLOCKS_AT_ONCE = 64;

    private final Tiers tiers;
    private final Transfers transfers;
    private final Loader loader;
    private final Clock clock;
    private final Executor executor;
    private final SingleFlight<ObjectKey, Resolved> flights = new SingleFlight<>();
    private final Set<ObjectKey> revalidating = ConcurrentHashMap.newKeySet();
    private final HitForPass hitForPass;
    private final Outages outages;

    /** A cache of memory and the tiers below it, which it owns from now on. */
    public static ObjectCache over(MemoryTier memory, List<LowerTier> lower, CacheSetup setup) {
        Tiers tiers = new Tiers(
                memory, lower.stream().map(tier -> GuardedTier.of(tier, setup)).toList());
        int transfers = Math.clamp(setup.heap() / 8 / (3L * BlockKey.BLOCK_SIZE), 4, 10_000);
        return new ObjectCache(tiers, new Transfers(transfers), setup.clock(), setup.executor());
    }

    /** A cache over {@code tiers}; {@code executor} revalidates and reads ahead. */
    ObjectCache(Tiers tiers, Transfers transfers, Clock clock, Executor executor) {
        this.tiers = tiers;
        this.transfers = transfers;
        this.clock = clock;
        this.executor = executor;
        this.hitForPass = new HitForPass(clock);
        this.loader = new Loader(tiers, transfers, new CollectionBudget(transfers.most(), hitForPass), clock);
        this.outages = new Outages(clock);
    }

    /** The answer from memory alone. Never blocks; empty if a lower tier or storage has to be asked. */
    public Optional<Resolved> lookup(CacheLookup lookup) {
        return tiers.findInMemory(lookup).flatMap(stored -> usable(stored, lookup));
    }

    /** What the tiers know, or else what storage says. Blocks. Throws a {@link StorageException} where storage fails. */
    public Resolved resolve(CacheLookup lookup) {
        Optional<StoredHead> stored = tiers.find(lookup);
        Optional<Resolved> usable = stored.flatMap(found -> usable(found, lookup));
        if (usable.isPresent()) {
            return usable.get();
        }
        if (hitForPass.contains(lookup.key()) || !transfers.hasRoom()) {
            return new Resolved.Pass(Optional.empty());
        }
        return ask(lookup, stored.flatMap(StoredHead::existing));
    }

    /** What a stored head is good for without asking storage. */
    private Optional<Resolved> usable(StoredHead stored, CacheLookup lookup) {
        Lifetime lifetime = stored.head().lifetime();
        long now = clock.millis();
        return switch (stored) {
            case StoredHead.Absent absent ->
                lifetime.isFreshAt(now)
                        ? Optional.of(new Resolved.Missing(lifetime, CacheOutcome.HIT))
                        : Optional.empty();
            case StoredHead.Present present -> {
                CachedObject object = present.object();
                if (lifetime.isFreshAt(now)) {
                    yield Optional.of(Resolved.Known.of(object, CacheOutcome.HIT));
                }
                if (!mayBeStale(object, lookup, now)) {
                    yield Optional.empty();
                }
                yield Optional.of(Resolved.Known.of(object, CacheOutcome.STALE));
            }
        };
    }

    /** Whether an object may be served although it is stale, without waiting for storage; that is asked in the background. */
    private boolean mayBeStale(CachedObject object, CacheLookup lookup, long now) {
        Lifetime lifetime = object.head().lifetime();
        String bucket = lookup.key().bucket();
        if (lifetime.isUsableWhileRevalidatingAt(now)) {
            revalidateInBackground(object, lookup);
            return true;
        }
        boolean fails = lifetime.isUsableOnErrorAt(now) && outages.lasts(bucket);
        if (fails && outages.isTimeToAsk(bucket)) {
            revalidateInBackground(object, lookup);
        }
        return fails;
    }

    private Resolved ask(CacheLookup lookup, Optional<CachedObject> stale) {
        try {
            return fly(lookup, stale);
        } catch (StorageException e) {
            return stale.filter(
                            object -> isFailure(e) && object.head().lifetime().isUsableOnErrorAt(clock.millis()))
                    .map(object -> Resolved.Known.of(object, CacheOutcome.STALE))
                    .orElseThrow(() -> e);
        }
    }

    /** Whether storage fails, and does not just refuse: what it refuses may be gone, or not ours to serve any more. */
    private static boolean isFailure(StorageException e) {
        return switch (e.kind()) {
            case UNAVAILABLE, TIMEOUT, BROKEN -> true;
            case REFUSED -> false;
        };
    }

    /** Asks storage once for all who want the object now. A transfer belongs to the caller who asked. */
    private Resolved fly(CacheLookup lookup, Optional<CachedObject> stale) {
        SingleFlight.Landed<Resolved> landed = flights.fly(lookup.key(), () -> lead(lookup, stale));
        if (landed.led()) {
            return landed.value();
        }
        return switch (landed.value()) {
            case Resolved.Known known -> Resolved.Known.of(known.object(), known.outcome());
            case Resolved.Missing missing -> missing;
            case Resolved.Pass pass -> new Resolved.Pass(Optional.empty());
        };
    }

    private Resolved lead(CacheLookup lookup, Optional<CachedObject> stale) {
        Optional<Resolved> cameMeanwhile = tiers.peekInMemory(lookup).flatMap(stored -> usable(stored, lookup));
        if (cameMeanwhile.isPresent()) {
            return cameMeanwhile.get();
        }
        Resolved loaded = load(lookup, stale);
        if (loaded instanceof Resolved.Pass pass && holdsForEveryClient(lookup, pass)) {
            hitForPass.add(lookup.key());
        }
        return loaded;
    }

    private Resolved load(CacheLookup lookup, Optional<CachedObject> stale) {
        String bucket = lookup.key().bucket();
        try {
            Resolved loaded = loader.load(lookup, stale);
            outages.end(bucket);
            return loaded;
        } catch (StorageException e) {
            switch (e.kind()) {
                case UNAVAILABLE, TIMEOUT -> outages.note(bucket);
                case REFUSED, BROKEN -> outages.end(bucket);
            }
            throw e;
        }
    }

    /**
     * Whether the next client will not find the object in the cache either. A head alone, a moment without room and storage
     * of a retired site say nothing about that.
     */
    private boolean holdsForEveryClient(CacheLookup lookup, Resolved.Pass pass) {
        return !(lookup.needed() instanceof NeededBytes.HeadOnly)
                && !lookup.origin().isRetired()
                && transfers.hasRoom()
                && pass.response()
                        .filter(response -> collector(response).isEmpty())
                        .isPresent();
    }

    private static Optional<CollectingBody> collector(StorageResponse.WithBody response) {
        return response instanceof StorageResponse.Unsized unsized && unsized.body() instanceof CollectingBody body
                ? Optional.of(body)
                : Optional.empty();
    }

    /**
     * Reads what passes by to its end if a copy of it will be kept then, and closes it; whether it was kept. For readers who
     * want nothing but the copy. Blocks.
     */
    public boolean collect(Resolved.Pass pass) throws IOException {
        Optional<StorageResponse.WithBody> response = pass.response();
        if (response.isEmpty()) {
            return false;
        }
        try (StorageResponse.WithBody opened = response.get()) {
            Optional<CollectingBody> body = collector(opened);
            return body.isPresent() && body.get().collect();
        }
    }

    private void revalidateInBackground(CachedObject stale, CacheLookup lookup) {
        if (!revalidating.add(stale.key())) {
            return;
        }
        Runnable release = lookup.origin().hold();
        Runnable over = () -> {
            revalidating.remove(stale.key());
            release.run();
        };
        try {
            executor.execute(() -> revalidate(stale, lookup, over));
        } catch (RejectedExecutionException e) {
            // The engine is being closed: the copy stays as it is.
            over.run();
        }
    }

    private void revalidate(CachedObject stale, CacheLookup lookup, Runnable over) {
        CacheLookup whole = new CacheLookup(lookup.key(), new NeededBytes.Whole(), lookup.origin());
        try {
            SingleFlight.Landed<Resolved> landed = flights.fly(stale.key(), () -> load(whole, Optional.of(stale)));
            if (landed.led()) {
                letGo(landed.value());
            }
        } catch (StorageException | IOException e) {
            log.debug("revalidating an object of bucket {} failed", stale.key().bucket(), e);
        } finally {
            over.run();
        }
    }

    private void letGo(Resolved resolved) throws IOException {
        switch (resolved) {
            case Resolved.Known known -> known.release();
            case Resolved.Missing missing -> {}
            case Resolved.Pass pass -> collect(pass);
        }
    }

    /** The bytes of {@code span}, if all of them are in memory. Never blocks. */
    public Optional<List<ByteBuffer>> inMemory(CachedObject object, ByteRange.Span span, Origin origin) {
        Optional<ByteBuffer> content = object.head().content();
        if (content.isPresent()) {
            return Optional.of(List.of(cut(content.get(), 0, span)));
        }
        int first = BlockKey.numberOf(span.first());
        int last = BlockKey.numberOf(span.last());
        if (last - first >= MOST_BLOCKS_AT_ONCE) {
            return Optional.empty();
        }
        List<ByteBuffer> buffers = new ArrayList<>(last - first + 1);
        for (int number = first; number <= last; number++) {
            Optional<ByteBuffer> block = tiers.blockInMemory(object.block(number), origin.lookups());
            if (block.isEmpty()) {
                return Optional.empty();
            }
            buffers.add(cut(block.get(), BlockKey.startOf(number), span));
        }
        object.noteReadTo(span.last());
        return Optional.of(buffers);
    }

    private static ByteBuffer cut(ByteBuffer block, long start, ByteRange.Span span) {
        int from = (int) Math.max(0, span.first() - start);
        int to = (int) Math.min(block.remaining(), span.last() - start + 1);
        return block.slice(block.position() + from, to - from);
    }

    /** Reads {@code span} from wherever its blocks are. Close the reader; it takes over the transfer that {@code known} holds. */
    public BlockReader read(Resolved.Known known, ByteRange.Span span, Origin origin) {
        return new BlockReader(
                new BlockReader.Context(tiers, transfers, origin, executor), known.object(), span, known.begun());
    }

    /** Forgets an object that has been found to be another one now. */
    public void forget(CachedObject object) {
        tiers.remove(object.key());
    }

    /** Drops, or makes stale, what {@code purge} names. What is on its way is not kept. */
    public PurgeResult purge(Purge purge) {
        PurgeResult purged = tiers.purge(purge);
        forget(purge);
        return purged;
    }

    /** The same for what another instance has purged, in all tiers that both write to: in those, only what this one wrote. */
    public PurgeResult purgeHeard(Purge purge) {
        PurgeResult purged = tiers.purgeHeard(purge);
        forget(purge);
        return purged;
    }

    private void forget(Purge purge) {
        transfers.forget(purge);
        flights.forget(purge::mayMatch);
        hitForPass.forget(purge);
    }

    /** Whether no tier has missed a purge: none that has would be purged of it by another process. */
    public boolean owesNothing() {
        return tiers.oweNothing();
    }

    /**
     * Drops everything that only this instance has, and what it wrote lately to what others share: purges may have been
     * missed. The rest of what instances share has been purged by whoever purged it.
     *
     * @param buckets the buckets that there are, as the cache knows them
     */
    public void distrust(Collection<String> buckets) {
        tiers.distrust(buckets);
        transfers.forgetAll();
        flights.forgetAll();
    }

    /** Changes the bound of memory. */
    public void resizeMemory(long maxBytes) {
        tiers.memory().resize(maxBytes);
    }

    /** Closes the tiers. */
    @Override
    public void close() {
        tiers.close();
    }

    /** What the tiers hold and have done, in the order in which they are asked. */
    public List<CacheStatistics.Tier> tiers() {
        return tiers.statistics();
    }

    /** The tiers' names, in the order in which they are asked. */
    public List<String> tierNames() {
        return tiers.names();
    }

    /** Where look-ups for a bucket of that name are counted. */
    public Lookups lookups(String bucket) {
        return tiers.lookups().of(bucket);
    }

    /** A place for counting that nobody sees: for look-ups that no client has asked for. */
    public Lookups unseenLookups() {
        return tiers.lookups().unseen();
    }

    /** Counts the look-ups of a bucket of that name anew: it is gone. */
    public void forgetLookups(String bucket) {
        tiers.lookups().forget(bucket);
    }

    /** What the tiers hold of an object and its versions. Blocks, and changes nothing but, below memory, the time of use. */
    public CacheEntry inspect(ObjectKey object) {
        return new CacheEntry(clock.millis(), tiers.inspect(object));
    }

    /** How many objects may be brought from storage at once. */
    public int mostTransfers() {
        return transfers.most();
    }

    /** Whether more objects from storage would find room on their way: in transfers, and before tiers that are slow to write. */
    public boolean hasRoomForMore() {
        return transfers.hasRoom() && !isBehindWithWrites();
    }

    /** Whether a tier has so much left to write that more would soon be dropped. */
    public boolean isBehindWithWrites() {
        return tiers.isBehindWithWrites();
    }
}
