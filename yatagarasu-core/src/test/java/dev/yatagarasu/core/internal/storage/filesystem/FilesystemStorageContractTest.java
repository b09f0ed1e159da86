package dev.yatagarasu.core.internal.storage.filesystem;

import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.testkit.StorageBackendContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a directory. */
class FilesystemStorageContractTest extends StorageBackendContract {
    @TempDir
    private Path root;

    private FilesystemStorage storage;

    @BeforeEach
    void open() {
        storage = FilesystemStorage.open(new FilesystemConfig(root));
    }

    @Override
    protected StorageBackend backend() {
        return storage;
    }

    @Override
    protected void store(String key, byte[] content, String contentType) throws IOException {
        Path file = root.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
