package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.internal.cache.Lookups;
import dev.yatagarasu.core.internal.cache.Origin;

/**
 * A bucket's storage as it is asked for one version of an object.
 *
 * @param bucket the bucket
 * @param version the version
 */
record VersionOrigin(Bucket bucket, String version) implements Origin {

    @Override
    public BucketConfig config() {
        return bucket.config();
    }

    @Override
    public Lookups lookups() {
        return bucket.lookups();
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        return bucket.get(request.ofVersion(version));
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return bucket.head(request.ofVersion(version));
    }

    @Override
    public Runnable hold() {
        return bucket.hold();
    }

    @Override
    public boolean isRetired() {
        return bucket.isRetired();
    }
}
