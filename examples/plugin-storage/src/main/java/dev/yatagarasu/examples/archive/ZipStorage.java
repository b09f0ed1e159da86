package dev.yatagarasu.examples.archive;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The entries of a ZIP file as objects, their names as keys. Each call opens the file, and each body is read from the version
 * that was there then; the JDK shares the table of contents among those who have one version open. To replace the file, rename
 * another over it. Conditions are left to the engine. Safe from any thread; every call blocks.
 */
final class ZipStorage implements StorageBackend {
    private final Path path;

    ZipStorage(ZipConfig config) {
        this.path = config.file();
    }

    private interface Answer<T> {
        T of(ZipFile file) throws IOException;
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        return answer(file -> {
            StorageResponse response = open(file, request);
            if (!(response instanceof StorageResponse.WithBody)) {
                file.close();
            }
            return response;
        });
    }

    private static StorageResponse open(ZipFile file, StorageRequest request) throws IOException {
        Optional<ZipObject> found = ZipObject.find(file, request.key());
        if (found.isEmpty()) {
            return new StorageResponse.NotFound();
        }
        ZipObject object = found.get();
        if (request.range().isEmpty()) {
            return new StorageResponse.Whole(object.headers(), object.size(), object.bytes());
        }
        Optional<ByteRange.Span> span = request.range().get().resolve(object.size());
        return span.isEmpty()
                ? new StorageResponse.RangeNotSatisfiable(OptionalLong.of(object.size()))
                : new StorageResponse.Partial(object.headers(), span.get(), object.size(), object.bytes(span.get()));
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return answer(file -> {
            try (file) {
                return ZipObject.find(file, request.key())
                        .<StorageResponse>map(ZipStorage::describe)
                        .orElseGet(StorageResponse.NotFound::new);
            }
        });
    }

    private static StorageResponse describe(ZipObject object) {
        return new StorageResponse.Whole(object.headers(), object.size(), InputStream.nullInputStream());
    }

    @Override
    public Optional<ListPage> list(ListRequest request) {
        return answer(file -> {
            try (file) {
                return Optional.of(ZipListing.page(file, request));
            }
        });
    }

    /** Opens the file, for the answer to close. That it cannot be read never means that there is no such object. */
    private <T> T answer(Answer<T> answer) {
        try {
            ZipFile file = new ZipFile(path.toFile());
            try {
                return answer.of(file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (ZipException | EOFException e) {
            throw new StorageException(StorageException.Kind.BROKEN, "'" + path + "' is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "'" + path + "' cannot be read: " + e, e);
        }
    }

    @Override
    public StorageHealth probe() {
        try {
            return answer(file -> {
                file.close();
                return new StorageHealth.Up();
            });
        } catch (StorageException e) {
            return new StorageHealth.Down(String.valueOf(e.getMessage()));
        }
    }

    /** Nothing to give back: bodies close what they are read from. */
    @Override
    public void close() {}
}
