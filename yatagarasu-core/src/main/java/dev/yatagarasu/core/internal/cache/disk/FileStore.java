package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.config.TierConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files, and what the index says of them. Callers hold the lock of the file's folder: to find and read, for reading; for
 * all else, for writing.
 */
final class FileStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);

    private final CacheDirectory directory;
    private final long maxBytes;
    private final Clock clock;
    private final DiskIndex index;
    private final OpenFiles open = new OpenFiles();
    private final LongAdder damaged = new LongAdder();
    private volatile PurgeJournal earlier;
    /** A file could not be deleted, so that the next process may find what this one knows nothing of. */
    private volatile boolean leftBehind;

    FileStore(CacheDirectory directory, TierConfig.Disk settings, Clock clock, DiskIndex index) throws IOException {
        this.directory = directory;
        this.maxBytes = settings.maxSize();
        this.clock = clock;
        this.index = index;
        this.earlier = directory.purges();
    }

    /** The file of that name, with its content if it is one block. */
    Optional<ObjectFile> find(ObjectKey key, Path path) throws IOException {
        Optional<ObjectFile> known = open.get(key);
        if (known.isPresent()) {
            return known;
        }
        Optional<ObjectFile> file = ObjectFile.load(path, true);
        if (file.isPresent()) {
            if (!file.get().header().key().equals(key)) {
                throw new DamagedFileException("the file of another object");
            }
            open.put(key, file.get());
        }
        return file;
    }

    private Optional<ObjectFile> findToChange(ObjectKey key, Path path) throws IOException {
        try {
            return find(key, path);
        } catch (DamagedFileException e) {
            drop(key, path);
            return Optional.empty();
        }
    }

    /** Keeps a head: over the old one if the blocks can stay, else in a new file. */
    void putHead(ObjectKey key, Path path, CachedHead head) throws IOException {
        if (head instanceof CachedHead.Found found && found.content().isEmpty()) {
            Optional<ObjectFile> file =
                    findToChange(key, path).filter(before -> before.header().isOf(found));
            if (file.isPresent()) {
                changeHead(key, file.get(), found);
                return;
            }
        }
        create(key, path, head);
    }

    private void changeHead(ObjectKey key, ObjectFile file, CachedHead.Found head) throws IOException {
        Optional<FileHeader> inPlace = file.header().withHead(head);
        if (inPlace.isPresent()) {
            file.changeHeader(inPlace.get());
            enter(key, file);
            return;
        }
        FileHeader other = FileHeader.of(key, head).orElseThrow(() -> new DamagedFileException("too large a head"));
        enter(key, file.moveTo(directory, other));
    }

    private Optional<ObjectFile> create(ObjectKey key, Path path, CachedHead head) throws IOException {
        drop(key, path);
        Optional<FileHeader> header = FileHeader.of(key, head).filter(this::isToBeKept);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        Optional<ByteBuffer> content =
                head instanceof CachedHead.Found found && header.get().blocks() <= 1
                        ? found.content()
                        : Optional.empty();
        ObjectFile file = ObjectFile.create(directory, path, header.get(), content);
        enter(key, file);
        return Optional.of(file);
    }

    private boolean isToBeKept(FileHeader header) {
        return header.fileLength() <= maxBytes && (header.blocks() <= 1 || !header.isOf(""));
    }

    private void enter(ObjectKey key, ObjectFile file) {
        index.put(key, new DiskIndex.Entry(file.header().tags(), file.bytesOnDisk(), clock.millis()));
        open.put(key, file);
    }

    /** Keeps a block beside its head; of two versions the one asked for later stays. */
    void putBlock(BlockKey block, Path path, CachedHead.Found head, ByteBuffer bytes) throws IOException {
        ObjectKey key = block.object();
        Optional<ObjectFile> file = findToChange(key, path);
        if (file.isPresent() && !file.get().header().isOf(head)) {
            if (asOf(file.get().header().bare()) >= asOf(head)) {
                return;
            }
            file = Optional.empty();
        }
        ObjectFile target = file.isPresent()
                ? file.get()
                : create(key, path, withoutContent(head)).orElse(null);
        if (target != null && !target.table().has(block.number())) {
            target.addBlock(block.number(), bytes);
            enter(key, target);
        }
    }

    private static long asOf(CachedHead head) {
        return head.lifetime().asOfMillis();
    }

    private static CachedHead.Found withoutContent(CachedHead.Found head) {
        return new CachedHead.Found(
                head.headers(), head.size(), head.version(), head.lifetime(), head.tags(), Optional.empty());
    }

    /** Makes it stale; false if it is not here. */
    boolean makeStale(ObjectKey key, Path path) throws IOException {
        Optional<ObjectFile> file = findToChange(key, path);
        if (file.isPresent()) {
            FileHeader header = file.get().header();
            file.get().changeHeader(header.withLifetime(header.bare().lifetime().staleAt(clock.millis())));
        }
        return file.isPresent();
    }

    /** Forgets and deletes whatever has that name; false if nothing was known of it. */
    boolean drop(ObjectKey key, Path path) throws IOException {
        open.remove(key);
        boolean known = index.remove(key);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            leftBehind = true;
            throw e;
        }
        return known;
    }

    /** Deletes the file of an object that the index has let go of, unless it has come back since. */
    void evict(ObjectKey key, Path path) throws IOException {
        if (!index.contains(key)) {
            drop(key, path);
        }
    }

    /** Begins anew with a directory that was away. Nobody may be using the store. */
    void reopen(boolean sameAsBefore) throws IOException {
        PurgeJournal found = directory.purges();
        if (!sameAsBefore) {
            found.addEverything();
        }
        open.clear();
        index.clear();
        earlier = found;
        leftBehind = false;
    }

    /** Remembers a purge for files that are not known yet, or could not be deleted. Nobody may be using the store. */
    void purgeUnknown(Purge purge) throws IOException {
        earlier.add(new PurgeJournal.Entry(purge, clock.millis()));
    }

    /** Whether there may be files of which the index knows nothing, since they could not be deleted. */
    boolean hasLeftBehind() {
        return leftBehind;
    }

    /** There are no unknown files any more. Nobody may be using the store. */
    void forgetPurges() throws IOException {
        if (!leftBehind) {
            earlier.clear();
        }
    }

    /** Files that were found to be damaged, or none of ours. */
    long damaged() {
        return damaged.sum();
    }

    /** Whether a failure tells of one file, and not of the directory, of this process, or of whoever interrupts it. */
    static boolean isOfTheFile(IOException failure) {
        return failure instanceof DamagedFileException
                || failure instanceof AccessDeniedException
                || !(failure instanceof FileSystemException || failure instanceof ClosedChannelException);
    }

    /** Counts a file that is no good, and is about to be deleted. */
    void noteDamage(Path path, IOException damage) {
        LOG.warn("{} is damaged, or none of ours ({}), and will be deleted", path, damage.getMessage());
        damaged.increment();
    }

    /** Enters a file that an earlier process has left under that path, or deletes it if it is none of ours, purged or no good. */
    void admit(Path path, int folder) throws IOException {
        try {
            Optional<ObjectFile> file = ObjectFile.load(path, false);
            if (file.isPresent() && !admit(path, folder, file.get())) {
                delete(path);
            }
        } catch (IOException e) {
            if (!isOfTheFile(e)) {
                throw e;
            }
            noteDamage(path, e);
            delete(path);
        }
    }

    private void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            LOG.warn("{} is a directory with something in it, and no file of this cache", path);
        } catch (IOException e) {
            leftBehind = true;
            LOG.warn("cannot delete {}, which must not be served", path, e);
        }
    }

    /** False if it is purged. */
    private boolean admit(Path path, int folder, ObjectFile file) throws IOException {
        ObjectKey key = file.header().key();
        if (!directory.place(key).equals(new CacheDirectory.Place(path, folder))) {
            throw new DamagedFileException("not the file's own name");
        }
        if (index.contains(key)) {
            return true;
        }
        Optional<FileHeader> left = afterEarlierPurges(file.header());
        if (left.isEmpty()) {
            return false;
        }
        if (!left.get().equals(file.header()) && !hasBecome(left.get(), file)) {
            return false;
        }
        index.putOld(key, new DiskIndex.Entry(left.get().tags(), file.bytesOnDisk(), file.modifiedMillis()));
        return true;
    }

    /** What cannot be made stale has to go. */
    private static boolean hasBecome(FileHeader header, ObjectFile file) throws IOException {
        try {
            file.changeHeader(header);
            return true;
        } catch (FileSystemException e) {
            LOG.debug("cannot make an object stale", e);
            return false;
        }
    }

    private Optional<FileHeader> afterEarlierPurges(FileHeader before) {
        if (earlier.isEverything()) {
            return Optional.empty();
        }
        FileHeader header = before;
        for (PurgeJournal.Entry one : earlier.entries()) {
            if (one.purge().matches(header.key(), header.tags())) {
                if (!one.purge().soft()) {
                    return Optional.empty();
                }
                header = header.withLifetime(header.bare().lifetime().staleAt(one.atMillis()));
            }
        }
        return Optional.of(header);
    }

    /** Notes that the file is in use: in memory always, and on disk for the next process once an hour. */
    void use(ObjectKey key, Path path) {
        long now = clock.millis();
        if (index.use(key, now)) {
            try {
                CacheDirectory.markUsed(path, now);
            } catch (IOException e) {
                LOG.debug("the time of use of {} could not be noted", path, e);
            }
        }
    }
}
