package dev.yatagarasu.api.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a secret that a secret store has mounted as a file. */
final class SecretFile {
    private static final int LARGEST = 64 * 1024;

    private SecretFile() {}

    /** The content without its last line break. The exception's message says why there is none. */
    static String read(String file) throws IOException {
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new IOException("it is a directory");
            }
            return withoutLineBreak(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(path)))
                    .toString());
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("this process may not read it", e);
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8 text", e);
        } catch (InvalidPathException e) {
            throw new IOException("that is no file name", e);
        }
    }

    private static byte[] bytes(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than 64KB");
            }
            return bytes;
        }
    }

    private static String withoutLineBreak(String text) {
        String withoutFeed = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return withoutFeed.endsWith("\r") ? withoutFeed.substring(0, withoutFeed.length() - 1) : withoutFeed;
    }
}
