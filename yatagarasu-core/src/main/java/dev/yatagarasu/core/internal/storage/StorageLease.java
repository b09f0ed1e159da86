package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Storage that others may use as well: closing a lease gives it back, and the last one closes the storage. Safe from any
 * thread.
 */
public final class StorageLease implements StorageBackend {
    private final SharedBackends owner;
    private final Object key;
    private final StorageBackend backend;
    private final AtomicBoolean givenBack = new AtomicBoolean();

    StorageLease(SharedBackends owner, Object key, StorageBackend backend) {
        this.owner = owner;
        this.key = key;
        this.backend = backend;
    }

    StorageBackend backend() {
        return backend;
    }

    /** One more lease on the same storage, for work that may outlive whoever holds this one. */
    public StorageLease another() {
        return owner.another(key);
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
        if (givenBack.compareAndSet(false, true)) {
            owner.giveBack(key);
        }
    }
}
