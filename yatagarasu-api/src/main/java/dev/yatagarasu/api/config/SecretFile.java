package dev.yatagarasu.api.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a secret that a secret store has mounted as a file. */
final class SecretFile {
    private static final int LARGEST = 64 * 1024;

    private SecretFile() {}

    /** The content without its last line break. The exception's message says why there is none. */
    static String read(String file) throws IOException {
        try {
            return withoutLineBreak(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(SmallFile.read(file, LARGEST)))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8 text", e);
        }
    }

    private static String withoutLineBreak(String text) {
        String withoutFeed = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return withoutFeed.endsWith("\r") ? withoutFeed.substring(0, withoutFeed.length() - 1) : withoutFeed;
    }
}
