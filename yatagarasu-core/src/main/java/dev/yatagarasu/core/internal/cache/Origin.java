package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;

/** Where the cache gets what it does not have: a bucket's storage, checked for answers that fit the question. */
public interface Origin {

    /** The bucket's settings. */
    BucketConfig config();

    /** Where look-ups on its behalf are counted. */
    Lookups lookups();

    /** Opens an object or a range of it. Blocks. Throws a {@link dev.yatagarasu.api.storage.StorageException}. */
    StorageResponse get(StorageRequest request);

    /** The head of an object. Blocks. Throws a {@link dev.yatagarasu.api.storage.StorageException}. */
    StorageResponse head(StorageRequest request);

    /**
     * Keeps the storage open for work that may outlive the request it began for, whatever configuration is in force by then.
     * To be called while a request is in progress, or while the storage is held already.
     *
     * @return gives it back; to be run once
     */
    Runnable hold();

    /** Whether another configuration is in force: nothing more is kept of what this storage says. */
    boolean isRetired();
}
