package dev.yatagarasu.core.internal.cache.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions that let in nobody but the owner, where the file system knows permissions. */
final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?>[] NONE = {};

    private OwnerOnly() {}

    /** For files in {@code place}. */
    static FileAttribute<?>[] file(Path place) {
        return attributes(place, FILE);
    }

    /** For directories in {@code place}. */
    static FileAttribute<?>[] directory(Path place) {
        return attributes(place, DIRECTORY);
    }

    /** Gives an existing directory those permissions. */
    static void close(Path directory) throws IOException {
        if (isKnownTo(directory)) {
            Files.setPosixFilePermissions(directory, DIRECTORY);
        }
    }

    private static FileAttribute<?>[] attributes(Path place, Set<PosixFilePermission> permissions) {
        return isKnownTo(place) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)} : NONE;
    }

    private static boolean isKnownTo(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
