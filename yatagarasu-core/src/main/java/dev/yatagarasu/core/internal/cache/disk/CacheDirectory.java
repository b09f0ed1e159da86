package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Where the files lie: {@code entries/ab/<64 hex digits>}, the digits a SHA-256 of all three names, the folder its first
 * byte. Nothing in it is reached through a link. Safe from any thread.
 */
final class CacheDirectory implements AutoCloseable {
    static final int FOLDERS = 256;

    private static final HexFormat HEX = HexFormat.of();
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CHANGE =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATE = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW,
            LinkOption.NOFOLLOW_LINKS);

    private final Path root;
    private final Path[] folders = new Path[FOLDERS];
    private final FileAttribute<?>[] ownerOnly;
    private final String fileSystem;
    /** Of the directory that was used last, whether it is in its place or not. */
    private DirectoryLock used;

    private volatile DirectoryLock lock;

    /**
     * A file of ours.
     *
     * @param folder the number of the folder it lies in
     */
    record Place(Path file, int folder) {}

    private CacheDirectory(Path root, DirectoryLock lock) {
        this.root = root;
        this.lock = lock;
        this.used = lock;
        this.fileSystem = fileSystem(root);
        this.ownerOnly = OwnerOnly.file(root);
        for (int i = 0; i < FOLDERS; i++) {
            folders[i] = root.resolve("entries").resolve(HEX.toHexDigits((byte) i));
        }
    }

    /** Makes what is missing and takes the lock. */
    static CacheDirectory open(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root, OwnerOnly.directory(root));
        }
        DirectoryLock lock = DirectoryLock.take(root);
        boolean open = false;
        try {
            CacheDirectory directory = new CacheDirectory(root, lock);
            directory.makeFolders();
            open = true;
            return directory;
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    /** What is mounted there; empty if that cannot be told. */
    private static String fileSystem(Path root) {
        try {
            return Files.getFileStore(root).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether this is still the directory that was opened, and not gone, or another one in its place. */
    boolean isInPlace() {
        return lock.isInPlace();
    }

    /**
     * Takes what lies in the directory's place now. Another file system than at the start is none of ours: what is below a
     * mount that has gone would be forgotten again with all that was purged from it. Called by one thread at a time.
     *
     * @return whether it is the same directory as before
     */
    boolean retake() throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("it is gone");
        }
        if (!fileSystem(root).equals(fileSystem)) {
            throw new IOException("it was on " + fileSystem + ", but now is on " + fileSystem(root));
        }
        lock.close();
        lock = DirectoryLock.take(root);
        makeFolders();
        boolean same = lock.isOfTheSameAs(used);
        used = lock;
        return same;
    }

    private void makeFolders() throws IOException {
        makeFolder(root.resolve("entries"));
        for (Path folder : folders) {
            makeFolder(folder);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(folder);
            Files.createDirectory(folder, OwnerOnly.directory(folder));
        }
        OwnerOnly.close(folder);
    }

    /** The purges that an earlier process could not finish. */
    PurgeJournal purges() throws IOException {
        return PurgeJournal.open(root.resolve("purges"));
    }

    Path folder(int number) {
        return folders[number];
    }

    /** Where the file for {@code key} lies, if there is one. */
    Place place(ObjectKey key) {
        byte[] hash = sha256(FileHeader.encodeNames(key));
        int folder = hash[0] & 0xff;
        return new Place(folders[folder].resolve(HEX.formatHex(hash)), folder);
    }

    private static byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new YatagarasuException("every JVM has SHA-256, but this one has not", e);
        }
    }

    /** Makes a new, empty file in place of whatever is there; who has the old one open or mapped keeps it as it was. */
    FileChannel create(Path file) throws IOException {
        try {
            return FileChannel.open(file, CREATE, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            Files.delete(file);
        } catch (NoSuchFileException e) {
            restoreFolders();
        }
        return FileChannel.open(file, CREATE, ownerOnly);
    }

    private void restoreFolders() throws IOException {
        if (!isInPlace()) {
            throw new IOException("it is gone");
        }
        makeFolders();
    }

    static FileChannel openToRead(Path file) throws IOException {
        return FileChannel.open(file, READ);
    }

    static FileChannel openToChange(Path file) throws IOException {
        return FileChannel.open(file, CHANGE);
    }

    /** Notes that a file was used, for the order in which the next process lets go of files. */
    static void markUsed(Path file, long nowMillis) throws IOException {
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.fromMillis(nowMillis), null, null);
    }

    /** Lets the next one in. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
