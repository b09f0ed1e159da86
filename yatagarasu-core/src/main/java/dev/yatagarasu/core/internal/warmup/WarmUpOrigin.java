package dev.yatagarasu.core.internal.warmup;

import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.internal.cache.Lookups;
import dev.yatagarasu.core.internal.cache.Origin;
import dev.yatagarasu.core.internal.io.BulkFilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * A bucket's storage as a warm-up reads it: reports the bytes read, and counts look-ups apart from those of clients.
 *
 * @param bucket the bucket
 * @param lookups where look-ups are counted
 * @param read receives the number of bytes of each read
 */
record WarmUpOrigin(Origin bucket, Lookups lookups, LongConsumer read) implements Origin {

    @Override
    public BucketConfig config() {
        return bucket.config();
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        StorageResponse response = bucket.get(request);
        return response instanceof StorageResponse.WithBody some ? some.withBody(counted(some.body())) : response;
    }

    private InputStream counted(InputStream body) {
        return new BulkFilterInputStream(body) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                read.accept(Math.max(0, count));
                return count;
            }
        };
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return bucket.head(request);
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
