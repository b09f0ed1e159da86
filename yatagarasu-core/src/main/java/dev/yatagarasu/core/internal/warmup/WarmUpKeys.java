package dev.yatagarasu.core.internal.warmup;

import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.warmup.WarmUp;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The objects that a job means, one after the other, listed a page at a time where they have to be. Safe from any thread. */
final class WarmUpKeys {
    /** The size of an object that nobody has listed. */
    static final long UNKNOWN_SIZE = -1;

    private final RunningWarmUp job;
    private final StorageBackend storage;
    private final ReentrantLock lock = new ReentrantLock();
    private Iterator<ListPage.Entry> page = Collections.emptyIterator();
    private Optional<ListRequest> next = Optional.empty();

    WarmUpKeys(RunningWarmUp job, StorageBackend storage) {
        this.job = job;
        this.storage = storage;
        switch (job.warmUp().objects()) {
            case WarmUp.Prefix all -> next = Optional.of(ListRequest.first(all.prefix()));
            case WarmUp.Keys some -> {
                page = some.keys().stream()
                        .map(key -> new ListPage.Entry(key, UNKNOWN_SIZE))
                        .iterator();
                job.found(some.keys().size());
            }
        }
    }

    /**
     * The next object; empty when there is none left, or the job goes on no more. Blocks.
     *
     * @throws StorageException if the objects cannot be listed
     */
    Optional<ListPage.Entry> next() {
        lock.lock();
        try {
            while (job.goesOn() && !page.hasNext() && next.isPresent()) {
                turn(next.get());
            }
            return job.goesOn() && page.hasNext() ? Optional.of(page.next()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void turn(ListRequest request) {
        Optional<ListPage> listed = storage.list(request);
        if (listed.isEmpty()) {
            job.fail("the bucket's storage cannot list its objects: name the keys");
            return;
        }
        page = listed.get().objects().iterator();
        next = listed.get().next().map(request::after);
        job.found(listed.get().objects().size());
    }
}
