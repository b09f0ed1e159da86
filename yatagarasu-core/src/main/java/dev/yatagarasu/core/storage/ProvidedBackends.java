package dev.yatagarasu.core.storage;

import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * Backends that the embedding application made. One may serve several buckets, and the next configuration as well as this
 * one: each user borrows it, and it is closed when the last of them has given it back. Safe from any thread.
 */
final class ProvidedBackends {
    private final IdentityHashMap<StorageBackend, Integer> users = new IdentityHashMap<>();

    /** The backend for one more user, whose {@code close} gives it back. */
    synchronized StorageBackend borrow(StorageBackend backend) {
        users.put(backend, users.getOrDefault(backend, 0) + 1);
        return new Borrowed(backend);
    }

    private void giveBack(StorageBackend backend) {
        if (isLast(backend)) {
            backend.close();
        }
    }

    private synchronized boolean isLast(StorageBackend backend) {
        int left = users.getOrDefault(backend, 1) - 1;
        if (left > 0) {
            users.put(backend, left);
            return false;
        }
        users.remove(backend);
        return true;
    }

    private final class Borrowed implements StorageBackend {
        private final StorageBackend backend;

        Borrowed(StorageBackend backend) {
            this.backend = backend;
        }

        @Override
        public StorageResponse get(StorageRequest request) {
            return backend.get(request);
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            return backend.head(request);
        }

        @Override
        public boolean keepsVersions() {
            return backend.keepsVersions();
        }

        @Override
        public Optional<ListPage> list(ListRequest request) {
            return backend.list(request);
        }

        @Override
        public StorageHealth probe() {
            return backend.probe();
        }

        @Override
        public void close() {
            giveBack(backend);
        }
    }
}
