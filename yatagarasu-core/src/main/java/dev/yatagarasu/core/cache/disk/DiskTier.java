package dev.yatagarasu.core.cache.disk;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
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
    private static final Logger LOG = LoggerFactory.getLogger(DiskTier.class);

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
    private final DiskIndex index = new DiskIndex();
    private final FileStore store;
    private volatile boolean allKnown;
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
     * @param maxBytes how many bytes the files may take on the disk; an object that alone would take more is not kept
     * @param background runs one task, which ends when the directory has been read or the tier is closed
     * @throws DirectoryInUseException if the directory is in use by another tier
     * @throws YatagarasuException if it cannot be used for another reason
     */
    public DiskTier(Path directory, long maxBytes, Clock clock, Executor background) {
        if (maxBytes <= 0) {
            throw new IllegalArgumentException("a disk tier needs room, found max size " + maxBytes);
        }
        this.maxBytes = maxBytes;
        try {
            this.directory = CacheDirectory.open(directory);
            this.store = new FileStore(this.directory, maxBytes, clock, index);
        } catch (IOException e) {
            throw new YatagarasuException("cannot use the cache directory " + directory + ": " + e, e);
        }
        Arrays.setAll(folders, number -> new StampedLock());
        background.execute(new DirectoryScan(this.directory, new Newcomers()));
    }

    @Override
    public Optional<CachedHead> head(ObjectKey key) {
        return read(key, ObjectFile::head);
    }

    @Override
    public Optional<ByteBuffer> block(BlockKey key) {
        return read(
                key.object(), file -> file.header().isOf(key.version()) ? file.block(key.number()) : Optional.empty());
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

    @Override
    public long purge(Purge purge) {
        if (!allKnown && purge instanceof Purge.Key one) {
            head(ObjectKey.of(one.bucket(), one.key()));
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
            throw failure;
        }
        return heads;
    }

    private List<ObjectKey> named(Purge purge) {
        long stamp = gate.writeLock();
        try {
            if (!allKnown && !closed) {
                store.purgeUnknown(purge);
            }
            return index.named(purge);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            gate.unlockWrite(stamp);
        }
    }

    private YatagarasuException failed(IOException e) {
        return new YatagarasuException("the cache directory " + directory + " failed: " + e, e);
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
        return index.statistics();
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
        long stamp = folder.readLock();
        try {
            Optional<ObjectFile> file = store.find(key, place.file());
            if (file.isPresent()) {
                return question.ask(file.get());
            }
        } catch (DamagedFileException | NoSuchFileException e) {
            LOG.warn("{} is damaged ({}) and will be deleted", place.file(), e.getMessage());
        } finally {
            folder.unlockRead(stamp);
        }
        locked(place, file -> store.drop(key, file));
        return Optional.empty();
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
        long stamp = gate.readLock();
        try {
            return closed ? otherwise : work.run();
        } catch (ClosedByInterruptException e) {
            return otherwise;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            gate.unlockRead(stamp);
        }
    }

    /** Enters the files that earlier processes have left. */
    private final class Newcomers implements DirectoryScan.Visitor {
        @Override
        public boolean visit(Path file, int folder) throws IOException {
            long stamp = gate.readLock();
            try {
                if (!closed) {
                    locked(new CacheDirectory.Place(file, folder), path -> {
                        store.admit(path, folder);
                        return true;
                    });
                }
                return !closed;
            } finally {
                gate.unlockRead(stamp);
            }
        }

        @Override
        public void end() throws IOException {
            index.sortByUse();
            long stamp = gate.writeLock();
            try {
                if (closed) {
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
