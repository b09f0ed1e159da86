package dev.yatagarasu.core.internal.storage.filesystem;

import dev.yatagarasu.api.Reason;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.FilesystemConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A directory as a bucket: each regular file below it is an object, its key the path with {@code /} between segments.
 * Nothing outside the directory is ever served, through names or through links. Conditions are left to the engine. Safe
 * from any thread; every call blocks.
 */
public final class FilesystemStorage implements StorageBackend {
    private static final int ATTEMPTS = 3;

    private final FileTree tree;

    private FilesystemStorage(FileTree tree) {
        this.tree = tree;
    }

    /** Opens a directory, which must exist: throws {@link ConfigurationException} where it does not. */
    public static FilesystemStorage open(FilesystemConfig config) {
        Path root = config.root().toAbsolutePath();
        if (!Files.isDirectory(root) || !Files.isReadable(root)) {
            throw new ConfigurationException(
                    "root",
                    "found '" + root + "', which is no directory that can be read; create it, or correct the path");
        }
        try {
            return new FilesystemStorage(new FileTree(root.toRealPath()));
        } catch (IOException e) {
            throw new ConfigurationException("root", "'" + root + "' cannot be read: " + Reason.of(e));
        }
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        return answer(request, this::open);
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return answer(request, FilesystemStorage::describe);
    }

    private interface Answer {
        StorageResponse of(Path file, StorageRequest request) throws IOException;
    }

    private StorageResponse answer(StorageRequest request, Answer answer) {
        try {
            Optional<Path> file = tree.find(request.key());
            return file.isEmpty() ? new StorageResponse.NotFound() : answer.of(file.get(), request);
        } catch (NoSuchFileException e) {
            return new StorageResponse.NotFound();
        } catch (AccessDeniedException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new StorageException(
                    StorageException.Kind.BROKEN, "reading '" + request.key() + "' failed: " + Reason.of(e), e);
        }
    }

    private static StorageResponse describe(Path file, StorageRequest request) throws IOException {
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        FileVersion version = FileVersion.of(file);
        return new StorageResponse.Whole(version.headers(file), version.size(), InputStream.nullInputStream());
    }

    /** Opens the file so that the description and the bytes are of one version: what changed meanwhile is tried again. */
    private StorageResponse open(Path file, StorageRequest request) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            FileVersion version = FileVersion.of(file);
            Optional<FileBody> body = FileBody.open(file, version);
            if (body.isPresent()) {
                return respond(version.headers(file), version, body.get(), request.range());
            }
        }
        throw new StorageException(StorageException.Kind.UNAVAILABLE, "'" + file + "' keeps changing");
    }

    private static StorageResponse respond(
            Headers headers, FileVersion version, FileBody body, Optional<ByteRange> range) throws IOException {
        long size = version.size();
        if (range.isEmpty()) {
            return new StorageResponse.Whole(headers, size, body.all());
        }
        Optional<ByteRange.Span> span = range.get().resolve(size);
        if (span.isEmpty()) {
            body.close();
            return new StorageResponse.RangeNotSatisfiable(OptionalLong.of(size));
        }
        return new StorageResponse.Partial(headers, span.get(), size, body.part(span.get()));
    }

    @Override
    public Optional<ListPage> list(ListRequest request) {
        try {
            return Optional.of(new FileListing(tree, request).page());
        } catch (AccessDeniedException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new StorageException(
                    StorageException.Kind.BROKEN, "listing '" + tree.root() + "' failed: " + Reason.of(e), e);
        }
    }

    private static StorageException unreadable(AccessDeniedException e) {
        return new StorageException(
                StorageException.Kind.REFUSED, "'" + e.getFile() + "' must be readable for this process", e);
    }

    @Override
    public StorageHealth probe() {
        return tree.isThere()
                ? new StorageHealth.Up()
                : new StorageHealth.Down("the directory '" + tree.root() + "' is gone or cannot be read");
    }

    /** Nothing to give back. */
    @Override
    public void close() {}
}
