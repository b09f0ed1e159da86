package dev.yatagarasu.core.internal.cache.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second tier, in this process or in another, out of a directory. The system lets go of it when the process dies.
 */
final class DirectoryLock implements AutoCloseable {
    /** POSIX locks end when a process closes any channel to the file: a second one in this process must not even open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;
    private final Optional<Object> identity;

    private DirectoryLock(Path directory, FileChannel channel) throws IOException {
        this.directory = directory;
        this.channel = channel;
        this.identity = identity(directory);
    }

    private static Optional<Object> identity(Path directory) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file(directory), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return Optional.ofNullable(attributes.fileKey());
    }

    /** The file that is locked. */
    static Path file(Path directory) {
        return directory.resolve("lock");
    }

    /** Takes the lock of an existing directory. */
    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD_HERE.add(real)) {
            throw new DirectoryInUseException(directory);
        }
        boolean taken = false;
        try {
            FileChannel channel = open(directory);
            try {
                DirectoryLock lock = new DirectoryLock(real, channel);
                taken = true;
                return lock;
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } finally {
            if (!taken) {
                HELD_HERE.remove(real);
            }
        }
    }

    private static FileChannel open(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                file(directory),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.file(directory));
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new DirectoryInUseException(directory);
        }
        return channel;
    }

    /** Whether the path still leads to the directory whose lock this is, as far as the file system can tell. */
    boolean isInPlace() {
        try {
            return identity(directory).equals(identity);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether both are the lock of one directory, beyond doubt. */
    boolean isOfTheSameAs(DirectoryLock other) {
        return identity.isPresent() && identity.equals(other.identity);
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
