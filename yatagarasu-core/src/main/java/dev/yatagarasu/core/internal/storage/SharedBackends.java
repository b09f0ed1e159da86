package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.api.storage.StorageBackend;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The backends that are open. One that is configured as before lives on from one configuration to the next, with its
 * connections: each user has a lease on it, and it is closed when the last lease is given back. Safe from any thread.
 */
final class SharedBackends {
    private final Map<Object, Open> open;

    /** A backend and how many leases there are on it. */
    static final class Open {
        private final StorageBackend backend;
        private int leases;

        Open(StorageBackend backend) {
            this.backend = backend;
        }
    }

    /** With an empty map, which says what keys are the same. */
    SharedBackends(Map<Object, Open> open) {
        this.open = open;
    }

    /** A lease on the backend that is open under {@code key}, or else on what {@code make} makes. For one thread at a time. */
    StorageLease lease(Object key, Supplier<StorageBackend> make) {
        return find(key).orElseGet(() -> keep(key, make.get()));
    }

    private synchronized Optional<StorageLease> find(Object key) {
        return Optional.ofNullable(open.get(key)).map(found -> lease(key, found));
    }

    private synchronized StorageLease keep(Object key, StorageBackend made) {
        Open added = new Open(made);
        open.put(key, added);
        return lease(key, added);
    }

    private StorageLease lease(Object key, Open leased) {
        leased.leases++;
        return new StorageLease(this, key, leased.backend);
    }

    /** One more lease on what has one already. */
    StorageLease another(Object key) {
        return find(key).orElseThrow(() -> new IllegalStateException("the storage is closed"));
    }

    void giveBack(Object key) {
        StorageBackend unused = withdraw(key);
        if (unused != null) {
            unused.close();
        }
    }

    private synchronized @Nullable StorageBackend withdraw(Object key) {
        Open left = open.get(key);
        if (left == null || --left.leases > 0) {
            return null;
        }
        open.remove(key);
        return left.backend;
    }
}
