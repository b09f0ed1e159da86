package dev.yatagarasu.core.internal.storage.filesystem;

import dev.yatagarasu.api.http.Headers;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells one version of a file from another.
 *
 * @param size bytes
 * @param modifiedNanos when it was last written to, in nanoseconds since 1970
 * @param identity which file it is, where the file system says so
 */
record FileVersion(long size, long modifiedNanos, @Nullable Object identity) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static FileVersion of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileVersion(
                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.fileKey());
    }

    /** Whether {@code later} is the same file, written to since. */
    boolean wasOverwritten(FileVersion later) {
        return Objects.equals(identity, later.identity) && !equals(later);
    }

    Headers headers(Path file) {
        return Headers.builder()
                .addLowerCase("content-type", contentType(file))
                .addLowerCase("etag", etag())
                .addLowerCase("last-modified", HTTP_DATE.format(Instant.ofEpochSecond(0, modifiedNanos)))
                .build();
    }

    private String etag() {
        return '"' + Long.toHexString(size) + "-" + Long.toHexString(modifiedNanos) + '"';
    }

    private static String contentType(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "css" -> "text/css";
            case "csv" -> "text/csv";
            case "ico" -> "image/vnd.microsoft.icon";
            case "js", "mjs" -> "text/javascript";
            case "json", "map" -> "application/json";
            case "md" -> "text/markdown";
            case "mp4" -> "video/mp4";
            case "otf" -> "font/otf";
            case "pdf" -> "application/pdf";
            case "svg" -> "image/svg+xml";
            case "ttf" -> "font/ttf";
            case "wasm" -> "application/wasm";
            case "webm" -> "video/webm";
            case "webp" -> "image/webp";
            case "woff" -> "font/woff";
            case "woff2" -> "font/woff2";
            case "yaml", "yml" -> "application/yaml";
            default -> typeKnownToTheJdk(name);
        };
    }

    private static String typeKnownToTheJdk(String name) {
        String type = URLConnection.getFileNameMap().getContentTypeFor(name);
        return type == null ? "application/octet-stream" : type;
    }
}
