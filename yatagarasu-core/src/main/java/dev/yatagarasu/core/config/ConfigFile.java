package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the text of a configuration file. */
final class ConfigFile {
    static final int LARGEST = 10 * 1024 * 1024;

    private ConfigFile() {}

    /** The text; an {@link IOException} names the file and says why it cannot be read. */
    static String read(Path file) throws IOException {
        byte[] bytes = bytes(file);
        if (bytes.length > LARGEST) {
            throw new ConfigurationException("", "the file is larger than 10MB: is it the right one?");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException("", "the file is not UTF-8 text: save it in that encoding");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw unreadable(file, "it is a directory, name a file in it", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file", e);
        } catch (AccessDeniedException e) {
            throw unreadable(file, "this process may not read it, see its permissions", e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static IOException unreadable(Path file, String why, @Nullable IOException cause) {
        return new IOException("cannot read " + file + ": " + why, cause);
    }
}
