package dev.yatagarasu.api.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that a configuration names, never more of them than is asked for. */
final class SmallFile {
    private SmallFile() {}

    /** The whole content, of {@code largest} bytes at most. The exception's message says why there is none. */
    static byte[] read(String file, int largest) throws IOException {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new IOException("it is a directory");
            }
            return read(path, largest);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("this process may not read it", e);
        } catch (InvalidPathException e) {
            throw new IOException("that is no file name", e);
        }
    }

    private static byte[] read(Path path, int largest) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new IOException("it is larger than " + Units.write(largest));
            }
            return bytes;
        }
    }
}
