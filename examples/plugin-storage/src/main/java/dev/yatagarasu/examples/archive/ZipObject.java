package dev.yatagarasu.examples.archive;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An object: an entry of an archive that is open.
 *
 * @param file the archive
 * @param entry the entry, which is no directory
 */
record ZipObject(ZipFile file, ZipEntry entry) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The object of exactly that name: to {@link ZipFile#getEntry}, a directory {@code a/} is also called {@code a}. */
    static Optional<ZipObject> find(ZipFile file, String key) {
        return Optional.ofNullable(file.getEntry(key))
                .filter(entry -> !entry.isDirectory() && entry.getName().equals(key))
                .map(entry -> new ZipObject(file, entry));
    }

    long size() {
        return entry.getSize();
    }

    /** The entity tag is strong: bytes of another version have another size, checksum or time. */
    Headers headers() {
        Instant modified = Instant.ofEpochMilli(entry.getTime());
        return Headers.builder()
                .add("content-type", contentType())
                .add("etag", "\"%x-%x-%x\"".formatted(size(), entry.getCrc(), modified.getEpochSecond()))
                .add("last-modified", HTTP_DATE.format(modified))
                .build();
    }

    private String contentType() {
        String type = URLConnection.getFileNameMap().getContentTypeFor(entry.getName());
        return type == null ? "application/octet-stream" : type;
    }

    /** All bytes, with a look at their checksum, which the JDK leaves out. Closing them closes the archive. */
    InputStream bytes() throws IOException {
        CheckedInputStream all = new CheckedInputStream(file.getInputStream(entry), new CRC32());
        return new ZipBody(file, all, size(), () -> all.getChecksum().getValue() == entry.getCrc());
    }

    /** Some of the bytes; those before them are decompressed, too, and dropped. Closing them closes the archive. */
    InputStream bytes(ByteRange.Span span) throws IOException {
        InputStream all = file.getInputStream(entry);
        all.skipNBytes(span.first());
        return new ZipBody(file, all, span.length(), () -> true);
    }
}
