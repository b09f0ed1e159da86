package dev.yatagarasu.examples.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.testkit.StorageBackendContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipStorageTest extends StorageBackendContract {
    @TempDir
    Path directory;

    private Path file;
    private ZipMaker zip;
    private StorageBackend storage;

    @BeforeEach
    void open() throws IOException {
        file = directory.resolve("objects.zip");
        zip = new ZipMaker(file).put("first.txt", "first");
        storage = new ZipStorage(new ZipConfig(file));
    }

    @Override
    protected StorageBackend backend() {
        return storage;
    }

    @Override
    protected void store(String key, byte[] content, String contentType) throws IOException {
        zip.put(key, content);
    }

    @Test
    void get_directory_isNotFound() throws IOException {
        zip.put("folder/", "");
        assertThat(storage.get(StorageRequest.whole("folder"))).isInstanceOf(StorageResponse.NotFound.class);
        assertThat(storage.get(StorageRequest.whole("folder/"))).isInstanceOf(StorageResponse.NotFound.class);
    }

    @Test
    void get_fileReplacedMeanwhile_isReadToItsEnd() throws IOException {
        String large = "0123456789".repeat(100_000);
        zip.put("large.txt", large);
        try (StorageResponse.Whole before = (StorageResponse.Whole) storage.get(StorageRequest.whole("large.txt"))) {
            zip.put("large.txt", "other");
            assertThat(new String(before.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(large);
        }
        try (StorageResponse.Whole after = (StorageResponse.Whole) storage.get(StorageRequest.whole("large.txt"))) {
            assertThat(after.body().readAllBytes()).asString().isEqualTo("other");
        }
    }

    @Test
    void any_fileGone_isAFailureAndNotAMissingObject() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> storage.get(StorageRequest.whole("first.txt")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.UNAVAILABLE));
        assertThat(storage.probe()).isInstanceOf(StorageHealth.Down.class);
    }

    @Test
    void any_fileThatIsNoArchive_isBroken() throws IOException {
        Files.writeString(file, "no archive");
        assertThatThrownBy(() -> storage.head(StorageRequest.whole("first.txt")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.BROKEN));
        assertThat(storage.probe()).isInstanceOf(StorageHealth.Down.class);
    }

    /** The table of contents says how long an entry is and what its checksum is; the entry may be another one. */
    @ParameterizedTest
    @ValueSource(ints = {ZipMaker.SIZE, ZipMaker.CHECKSUM})
    void get_entryThatIsNotAsTheTableOfContentsSays_neverLooksWhole(int field) throws IOException {
        zip.damage(field, 3);
        try (StorageResponse.Whole whole = (StorageResponse.Whole) storage.get(StorageRequest.whole("first.txt"))) {
            int length = (int) whole.size();
            assertThatThrownBy(() -> whole.body().readNBytes(length)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void get_rangeBeyondTheEndOfADamagedEntry_isBroken() throws IOException {
        zip.damage(ZipMaker.SIZE, 100);
        StorageRequest beyond =
                new StorageRequest("first.txt", Optional.of(new ByteRange.Span(90, 99)), Preconditions.none());
        assertThatThrownBy(() -> storage.get(beyond))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.BROKEN));
    }

    @Test
    void settings_fileMissing_isNoted() {
        ConfigNode settings = ConfigNode.of(Map.of());
        ZipConfig.read(settings);
        assertThat(settings.problems().list()).singleElement().asString().contains("file: is missing");
    }
}
