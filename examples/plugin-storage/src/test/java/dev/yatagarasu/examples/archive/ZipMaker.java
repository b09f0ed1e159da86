package dev.yatagarasu.examples.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a ZIP file, and writes it anew with each object that comes. */
final class ZipMaker {
    /** Where, in the first entry of the table of contents, the checksum stands (APPNOTE.TXT section 4.3.12). */
    static final int CHECKSUM = 16;

    /** Where the size of the uncompressed bytes stands. */
    static final int SIZE = 24;

    private static final String FIRST_ENTRY = "PK\1\2";

    private final Path file;
    private final Map<String, byte[]> objects = new LinkedHashMap<>();

    ZipMaker(Path file) {
        this.file = file;
    }

    ZipMaker put(String key, String content) throws IOException {
        return put(key, content.getBytes(StandardCharsets.UTF_8));
    }

    ZipMaker put(String key, byte[] content) throws IOException {
        objects.put(key, content);
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(written))) {
            for (Map.Entry<String, byte[]> object : objects.entrySet()) {
                zip.putNextEntry(new ZipEntry(object.getKey()));
                zip.write(object.getValue());
                zip.closeEntry();
            }
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    /** Writes another number into a field of the table of contents. */
    void damage(int field, int number) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int entry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(FIRST_ENTRY);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(entry + field, number);
        Files.write(file, bytes);
    }
}
