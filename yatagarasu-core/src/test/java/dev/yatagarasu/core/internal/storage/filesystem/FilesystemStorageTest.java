package dev.yatagarasu.core.internal.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.FilesystemConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesystemStorageTest {
    @TempDir
    private Path directory;

    private Path root;
    private FilesystemStorage storage;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
        Files.writeString(directory.resolve("secret.txt"), "secret");
        storage = FilesystemStorage.open(new FilesystemConfig(root));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "a/../../secret.txt",
                "..",
                ".",
                "./a.txt",
                "a/./b.txt",
                "/",
                "/a.txt",
                "a//b.txt",
                "a/b.txt/",
                "a\\b.txt",
                "..\\secret.txt",
                "a.txt\u0000",
                "\u0000",
                "a",
                "a/",
                "a.txt/more",
            })
    void get_nameThatIsNoFile_isNotFound(String key) throws IOException {
        Files.createDirectory(root.resolve("a"));
        Files.writeString(root.resolve("a/b.txt"), "b");
        Files.writeString(root.resolve("a.txt"), "a");
        Files.writeString(root.resolve("a\\b.txt"), "backslash");
        assertNotFound(key);
    }

    @Test
    void get_nameTooLong_isNotFound() {
        assertNotFound("n".repeat(300));
        assertNotFound("é".repeat(200));
        assertNotFound("a/".repeat(3000) + "b");
    }

    private void assertNotFound(String key) {
        assertThat(storage.get(StorageRequest.whole(key))).isEqualTo(new StorageResponse.NotFound());
        assertThat(storage.head(StorageRequest.whole(key))).isEqualTo(new StorageResponse.NotFound());
    }

    @Test
    void get_linkThatLeadsOut_isNotFound() throws IOException {
        Files.createSymbolicLink(root.resolve("file.txt"), directory.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("up"), directory);
        Files.createSymbolicLink(root.resolve("dangling"), directory.resolve("nothing"));
        Files.createSymbolicLink(root.resolve("circle"), root.resolve("circle"));
        for (String key : new String[] {"file.txt", "up/secret.txt", "up", "dangling", "circle", "circle/x"}) {
            assertNotFound(key);
        }
    }

    @Test
    void get_linkToASiblingOfTheRootWithItsNameAsPrefix_isNotFound() throws IOException {
        Path sibling = Files.createDirectory(directory.resolve("root-other"));
        Files.writeString(sibling.resolve("x.txt"), "x");
        Files.createSymbolicLink(root.resolve("x.txt"), sibling.resolve("x.txt"));
        assertNotFound("x.txt");
    }

    @Test
    void get_linkThatStaysInside_isItsTarget() throws IOException {
        Files.writeString(root.resolve("target.txt"), "inside");
        Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("target.txt"));
        assertThat(text("link.txt")).isEqualTo("inside");
    }

    @Test
    void open_rootThatIsALink_works() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), root);
        Files.writeString(root.resolve("a.txt"), "a");
        storage = FilesystemStorage.open(new FilesystemConfig(link));
        assertThat(text("a.txt")).isEqualTo("a");
    }

    @Test
    void open_noDirectory_saysWhatToDo() {
        for (Path wrong : new Path[] {directory.resolve("missing"), directory.resolve("secret.txt")}) {
            assertThatThrownBy(() -> FilesystemStorage.open(new FilesystemConfig(wrong)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(wrong.toString())
                    .hasMessageContaining("create it");
        }
    }

    @Test
    void get_unreadableFile_isRefused() throws IOException {
        Path closed = Files.writeString(root.resolve("closed.txt"), "x");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(closed), "this process may read everything (root)");
        for (boolean head : new boolean[] {true, false}) {
            StorageRequest request = StorageRequest.whole("closed.txt");
            assertThatThrownBy(() -> (head ? storage.head(request) : storage.get(request)).close())
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.REFUSED));
        }
    }

    @Test
    void get_fileThatShrinksWhileRead_throws() throws IOException {
        Path file = Files.write(root.resolve("shrinks.bin"), new byte[100_000]);
        try (StorageResponse.Whole whole = whole("shrinks.bin")) {
            assertThat(whole.body().readNBytes(10)).hasSize(10);
            Files.write(file, new byte[50_000], StandardOpenOption.TRUNCATE_EXISTING);
            assertThatThrownBy(() -> whole.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void get_fileWrittenToWhileRead_throws() throws IOException {
        Path file = Files.write(root.resolve("changes.bin"), new byte[100_000]);
        try (StorageResponse.Whole whole = whole("changes.bin")) {
            assertThat(whole.body().readNBytes(10)).hasSize(10);
            Files.write(file, new byte[] {1}, StandardOpenOption.WRITE);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
            assertThatThrownBy(() -> whole.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void get_fileReplacedWhileRead_givesTheOldVersionWhole() throws IOException {
        Files.write(root.resolve("replaced.bin"), new byte[100_000]);
        Path next = Files.write(directory.resolve("next"), new byte[] {1, 2, 3});
        try (StorageResponse.Whole whole = whole("replaced.bin")) {
            Files.move(next, root.resolve("replaced.bin"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(whole.body().readAllBytes()).hasSize(100_000);
        }
    }

    @Test
    void get_sameSizeOtherTime_changesTheEtag() throws IOException {
        Path file = Files.writeString(root.resolve("t.txt"), "one");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Headers before = headers("t.txt");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00.001Z")));
        Headers after = headers("t.txt");
        assertThat(before.first("last-modified")).contains("Thu, 01 Jan 2026 00:00:00 GMT");
        assertThat(after.first("etag")).isNotEqualTo(before.first("etag"));
        assertThat(after.firstOr("etag", "")).matches("\"[0-9a-f-]+\"");
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, text/plain",
        "a.TXT, text/plain",
        "a.html, text/html",
        "a.css, text/css",
        "a.js, text/javascript",
        "a.json, application/json",
        "a.png, image/png",
        "a.jpg, image/jpeg",
        "a.svg, image/svg+xml",
        "a.pdf, application/pdf",
        "a.woff2, font/woff2",
        "a.tar.gz, application/gzip",
        "a.unknownextension, application/octet-stream",
        "noextension, application/octet-stream",
    })
    void get_extension_givesTheContentType(String name, String type) throws IOException {
        Files.writeString(root.resolve(name), "x");
        assertThat(headers(name).first("content-type")).contains(type);
    }

    @Test
    void probe_rootGone_isDownAndComesBack() throws IOException {
        Files.delete(root);
        assertThat(storage.probe())
                .isInstanceOfSatisfying(
                        StorageHealth.Down.class,
                        down -> assertThat(down.detail()).contains(root.toString()));
        Files.createDirectory(root);
        assertThat(storage.probe()).isEqualTo(new StorageHealth.Up());
    }

    @Test
    void get_rootGone_isNoAnswer() throws IOException {
        Files.delete(root);
        assertThatThrownBy(() -> storage.get(StorageRequest.whole("a.txt"))).isInstanceOf(StorageException.class);
    }

    @Test
    void body_readSingleBytes_endsWhereItShould() throws IOException {
        Files.writeString(root.resolve("ab.txt"), "ab");
        try (InputStream body = whole("ab.txt").body()) {
            assertThat(body.read()).isEqualTo('a');
            assertThat(body.read(new byte[0])).isZero();
            assertThat(body.read()).isEqualTo('b');
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    private StorageResponse.Whole whole(String key) {
        return (StorageResponse.Whole) storage.get(StorageRequest.whole(key));
    }

    private String text(String key) throws IOException {
        try (StorageResponse.Whole whole = whole(key)) {
            return new String(whole.body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Headers headers(String key) {
        try (StorageResponse.Whole whole = whole(key)) {
            return whole.headers();
        }
    }
}
