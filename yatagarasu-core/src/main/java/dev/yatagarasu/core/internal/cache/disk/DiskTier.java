package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.Reason;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import dev.yatagarasu.core.config.TierConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each object in a file of its own, with its names, its head and a checksum for the head and every block. The files
 * are the whole truth: after a crash at any moment each is served byte by byte as it was put, or is a miss and deleted.
 *
 * <p>It can be used at once; the directory is read in the background. Until that has ended, objects are found by the names
 * of their files, purges count only what is known already (they hold for the rest, too), and the bound holds for what is
 * known. Blocks are mapped, not copied; they stay valid when the file goes, and unmapped memory is the collector's
 * business. Nothing but a tier may write into the directory: a block already handed out of a file that somebody cuts short
 * cannot be read any more, which ends the answer that is sending it.
 */
public final class DiskTier implements CacheTier {
    /** What the index may take of the heap is one part of so many. */
    private static final long INDEX_SHARE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(DiskTier.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long NEVER = 0;

    /*
     * Locks, always taken in this order, each at most once by a thread:
     * - gate: everybody for reading; for writing who must know that nobody is half way through anything: a purge takes it
     *   to find every file whose writing began before it;
     * - the folder's lock, over every touch of a file in it;
     * - the index's own.
     */
    private final StampedLock gate = new StampedLock();

    private final StampedLock[] folders = new StampedLock[CacheDirectory.FOLDERS];
    private final CacheDirectory directory;
    private final long maxBytes;
    private final DiskIndex index = new DiskIndex(Runtime.getRuntime().maxMemory() / INDEX_SHARE);
    private final FileStore store;
    private final TrustPeriod trust;
    private final Clock clock;
    private final Executor background;
    private volatile boolean allKnown;
    /** The directory was found to be gone, or another one in its place, and has not come back. */
    private volatile boolean away;
    /** When that was looked at last. */
    private volatile long lookedMillis;
    /** How often the directory has come back; a reading of it that began before is of no use any more. */
    private final AtomicInteger returns = new AtomicInteger();

    private volatile boolean closed;

    /** Something done with a file, with its folder locked. */
    private interface Step<T> {
        T apply(Path file) throws IOException;
    }

    /** Something read from a file. */
    private interface Question<T> {
        Optional<T> ask(ObjectFile file) throws IOException;
    }

    /**
     * Opens a directory, which is made if it is missing and must belong to this tier alone, and starts to read it.
     *
     * @param settings the directory, and how many bytes the files in it may take on the disk: an object that alone would
     *     take more is not kept
     * @param background runs a task when the tier is opened, and whenever its directory has come back; it ends when the
     *     directory has been read or the tier is closed
     * @throws DirectoryInUseException if the directory is in use by another tier
     * @throws YatagarasuException if it cannot be used for another reason
     */
    public DiskTier(TierConfig.Disk settings, Clock clock, Executor background) {
        if (settings.maxSize() <= 0) {
            throw new IllegalArgumentException("a disk tier needs room, found max size " + settings.maxSize());
        }
        this.maxBytes = settings.maxSize();
        this.clock = clock;
        this.background = background;
        this.lookedMillis = clock.millis();
        this.trust = new TrustPeriod(clock, settings.verifyInterval());
        try {
            this.directory = CacheDirectory.open(settings.directory());
            this.store = new FileStore(this.directory, settings, clock, index);
        } catch (IOException e) {
            throw new YatagarasuException(
                    "cannot use the cache directory " + settings.directory() + ": " + Reason.of(e), e);
        }
        Arrays.setAll(folders, number -> new StampedLock());
        scan();
    }

    private void scan() {
        background.execute(new DirectoryScan(directory, new Newcomers(returns.get())));
    }

    @Override
    public Optional<CachedHead> head(ObjectKey key) {
        return read(key, ObjectFile::head);
    }

    @Override
    public Optional<ByteBuffer> block(BlockKey key) {
        return read(
                key.object(),
                file -> file.header().isOf(key.version()) ? file.block(key.number(), trust) : Optional.empty());
    }

    @Override
    public int firstPresent(BlockKey from, int last) {
        Optional<Integer> first = read(
                from.object(),
                file -> file.header().isOf(from.version())
                        ? Optional.of(file.table().firstPresent(from.number(), last))
                        : Optional.empty());
        return first.orElse(last + 1);
    }

    @Override
    public void putHead(ObjectKey key, CachedHead head) {
        change(key, file -> {
            store.putHead(key, file, head);
            return true;
        });
    }

    @Override
    public void putBlock(BlockKey key, CachedHead.Found head, ByteBuffer bytes) {
        boolean fits = !key.version().isEmpty()
                && key.version().equals(head.version())
                && key.number() >= 0
                && BlockKey.startOf(key.number()) < head.size()
                && bytes.remaining() == head.blockLength(key.number());
        if (fits) {
            change(key.object(), file -> {
                store.putBlock(key, file, head, bytes);
                return true;
            });
        }
    }

    @Override
    public void remove(ObjectKey key) {
        change(key, file -> store.drop(key, file));
    }

    /** A purge that cannot be done whole is noted in the directory, for the next process to do; if it can, it is done. */
    @Override
    public long purge(Purge purge) {
        look();
        if (!allKnown && purge.kind() == Purge.Kind.KEY) {
            head(ObjectKey.of(purge.bucket(), purge.value()));
        }
        long heads = 0;
        @Nullable YatagarasuException failure = null;
        for (ObjectKey key : named(purge)) {
            try {
                heads += change(key, file -> purge.soft() ? store.makeStale(key, file) : store.drop(key, file)) ? 1 : 0;
            } catch (YatagarasuException e) {
                failure = e;
            }
        }
        if (failure != null) {
            leaveToTheNext(purge, failure);
        }
        look();
        return heads;
    }

    private List<ObjectKey> named(Purge purge) {
        return alone(() -> {
            if (!allKnown || store.hasLeftBehind()) {
                store.purgeUnknown(purge);
            }
            return index.named(purge);
        });
    }

    /** What failed half way is not known any more, so that this process does not find it either. */
    private void leaveToTheNext(Purge purge, YatagarasuException failure) {
        alone(() -> {
            if (away || !index.named(purge).isEmpty()) {
                throw failure;
            }
            store.purgeUnknown(purge);
            LOG.warn("a purge left files behind that the next process will delete: {}", failure.getMessage());
            return List.of();
        });
    }

    /** Does what nobody else may be using the store for. */
    private List<ObjectKey> alone(Work<List<ObjectKey>> work) {
        beInPlace();
        long stamp = gate.writeLock();
        try {
            return closed ? List.of() : work.run();
        } catch (IOException e) {
            throw failed(e);
        } finally {
            gate.unlockWrite(stamp);
        }
    }

    /** Looks once a second, and after each failure, whether the directory is where it was, and takes it up again if it was not. */
    private void beInPlace() {
        if (away || Math.abs(clock.millis() - lookedMillis) >= LOOK_MILLIS) {
            look();
        }
    }

    private void look() {
        lookedMillis = clock.millis();
        if (away || !directory.isInPlace()) {
            comeBack();
        }
    }

    private void comeBack() {
        long stamp = gate.writeLock();
        try {
            if (closed || (!away && directory.isInPlace())) {
                return;
            }
            away = true;
            allKnown = false;
            store.reopen(directory.retake());
            returns.incrementAndGet();
            away = false;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            gate.unlockWrite(stamp);
        }
        LOG.info("the cache directory {} has come back", directory);
        scan();
    }

    private YatagarasuException failed(IOException e) {
        return new YatagarasuException("the cache directory " + directory + " failed: " + Reason.of(e), e);
    }

    /** Of files that are not known yet, only that of the object itself. */
    @Override
    public List<ObjectKey> variants(ObjectKey object) {
        if (!allKnown) {
            head(object);
        }
        return index.named(Purge.key(object.bucket(), object.key()));
    }

    @Override
    public TierStatistics statistics() {
        TierStatistics known = index.statistics();
        return new TierStatistics(known.entries(), known.bytes(), known.evictions(), store.damaged());
    }

    @Override
    public void close() {
        long stamp = gate.writeLock();
        try {
            closed = true;
            directory.close();
        } catch (IOException e) {
            LOG.warn("cannot let go of the cache directory {}", directory, e);
        } finally {
            gate.unlockWrite(stamp);
        }
    }

    private <T> Optional<T> read(ObjectKey key, Question<T> question) {
        if (allKnown && !index.contains(key)) {
            return Optional.empty();
        }
        return inside(Optional.empty(), () -> {
            CacheDirectory.Place place = directory.place(key);
            if (!isKnown(key, place)) {
                return Optional.empty();
            }
            Optional<T> answer = ask(key, place, question);
            if (answer.isPresent()) {
                store.use(key, place.file());
            }
            return answer;
        });
    }

    private boolean isKnown(ObjectKey key, CacheDirectory.Place place) throws IOException {
        if (!allKnown && !index.contains(key)) {
            locked(place, file -> {
                store.admit(file, place.folder());
                return true;
            });
        }
        return index.contains(key);
    }

    private <T> Optional<T> ask(ObjectKey key, CacheDirectory.Place place, Question<T> question) throws IOException {
        StampedLock folder = folders[place.folder()];
        Optional<IOException> damage = Optional.empty();
        long stamp = folder.readLock();
        try {
            Optional<ObjectFile> file = store.find(key, place.file());
            if (file.isPresent()) {
                return question.ask(file.get());
            }
            lookedMillis = NEVER;
        } catch (NoSuchFileException e) {
            lookedMillis = NEVER;
        } catch (IOException e) {
            if (!FileStore.isOfTheFile(e)) {
                throw e;
            }
            damage = Optional.of(e);
        } finally {
            folder.unlockRead(stamp);
        }
        drop(key, place, damage);
        return Optional.empty();
    }

    private void drop(ObjectKey key, CacheDirectory.Place place, Optional<IOException> damage) throws IOException {
        locked(place, file -> {
            damage.ifPresent(found -> store.noteDamage(file, found));
            return store.drop(key, file);
        });
    }

    private boolean change(ObjectKey key, Step<Boolean> step) {
        return inside(false, () -> {
            CacheDirectory.Place place = directory.place(key);
            isKnown(key, place);
            boolean done = locked(place, file -> orDrop(key, file, step));
            makeRoom();
            return done;
        });
    }

    /** A change that fails half way leaves nothing: the file may be of any state, or belong to nobody. */
    private boolean orDrop(ObjectKey key, Path file, Step<Boolean> step) throws IOException {
        try {
            return step.apply(file);
        } catch (IOException e) {
            store.drop(key, file);
            if (e instanceof DamagedFileException || e instanceof NoSuchFileException) {
                return false;
            }
            throw e;
        } catch (RuntimeException | Error e) {
            store.drop(key, file);
            throw e;
        }
    }

    private void makeRoom() throws IOException {
        for (Optional<ObjectKey> next = index.pollOver(maxBytes); next.isPresent(); next = index.pollOver(maxBytes)) {
            ObjectKey key = next.get();
            locked(directory.place(key), file -> {
                store.evict(key, file);
                return true;
            });
        }
    }

    private <T> T locked(CacheDirectory.Place place, Step<T> step) throws IOException {
        StampedLock folder = folders[place.folder()];
        long stamp = folder.writeLock();
        try {
            return step.apply(place.file());
        } finally {
            folder.unlockWrite(stamp);
        }
    }

    /** Work that ends before a purge or the closing of the tier goes on. */
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T inside(T otherwise, Work<T> work) {
        beInPlace();
        long stamp = gate.readLock();
        try {
            return closed ? otherwise : work.run();
        } catch (ClosedByInterruptException e) {
            return otherwise;
        } catch (IOException e) {
            lookedMillis = NEVER;
            throw failed(e);
        } finally {
            gate.unlockRead(stamp);
        }
    }

    /** Enters the files that earlier processes have left. */
    private final class Newcomers implements DirectoryScan.Visitor {
        private final int returnsBefore;

        Newcomers(int returnsBefore) {
            this.returnsBefore = returnsBefore;
        }

        private boolean isOver() {
            return closed || returns.get() != returnsBefore;
        }

        @Override
        public boolean visit(Path file, int folder) throws IOException {
            long stamp = gate.readLock();
            try {
                if (!isOver()) {
                    locked(new CacheDirectory.Place(file, folder), path -> {
                        store.admit(path, folder);
                        return true;
                    });
                    if (!index.fits()) {
                        makeRoom();
                    }
                }
                return !isOver();
            } finally {
                gate.unlockRead(stamp);
            }
        }

        @Override
        public void end() throws IOException {
            index.sortByUse();
            long stamp = gate.writeLock();
            try {
                if (isOver() || away || !directory.isInPlace()) {
                    return;
                }
                allKnown = true;
                store.forgetPurges();
            } finally {
                gate.unlockWrite(stamp);
            }
            inside(true, () -> {
                makeRoom();
                return true;
            });
        }
    }
}
