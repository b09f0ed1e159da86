package dev.yatagarasu.core.internal.storage.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the file of a key. A key that is not the exact name of a regular file below the root finds nothing: neither
 * special segments, nor links that lead out, nor another spelling that the file system would take for the same.
 */
final class FileTree {
    /** The longest name of a file in the file systems there are. */
    private static final int MAX_NAME_BYTES = 255;
    /** The longest key that S3 has. */
    private static final int MAX_KEY_BYTES = 1024;

    private final Path root;

    FileTree(Path realRoot) {
        this.root = realRoot;
    }

    Path root() {
        return root;
    }

    boolean isThere() {
        return Files.isDirectory(root) && Files.isReadable(root);
    }

    /** The real path of the file; throws {@link AccessDeniedException} when a directory on the way is closed to us. */
    Optional<Path> find(String key) throws IOException {
        if (!isName(key)) {
            return Optional.empty();
        }
        Path named;
        try {
            named = root.resolve(key);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        try {
            return findReal(named);
        } catch (NoSuchFileException e) {
            if (isThere()) {
                return Optional.empty();
            }
            throw new IOException("the directory '" + root + "' is gone", e);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (isBlocked(named)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Path> findReal(Path named) throws IOException {
        Path real = named.toRealPath();
        boolean exact = named.toRealPath(LinkOption.NOFOLLOW_LINKS).toString().equals(named.toString());
        return exact && real.startsWith(root) && Files.isRegularFile(real) ? Optional.of(real) : Optional.empty();
    }

    /** A file or a circle of links where a directory should be: there can be no such object. */
    private boolean isBlocked(Path named) {
        for (Path at = named; at != null && !at.equals(root); at = at.getParent()) {
            boolean file = !at.equals(named) && Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS);
            if (file || Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isName(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= key.length(); i++) {
            if (i == key.length() || key.charAt(i) == '/') {
                if (!isSegment(key, start, i)) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static boolean isSegment(String key, int start, int end) {
        String segment = key.substring(start, end);
        return !segment.isEmpty()
                && !segment.equals(".")
                && !segment.equals("..")
                && segment.indexOf(0) < 0
                && segment.indexOf('\\') < 0
                && segment.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
    }
}
