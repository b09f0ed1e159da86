package dev.yatagarasu.bench;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.CanonicalPath;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What several benchmarks work on. */
final class Samples {
    static final String ETAG = "\"9b2cf535f27731c974343645a3985328\"";

    private static final Headers HEADERS = Headers.of(
            "content-type", "application/pdf", "etag", ETAG, "last-modified", "Tue, 24 Nov 2026 00:00:00 GMT");

    private Samples() {}

    static CanonicalPath path(String target) {
        return CanonicalPath.of(target).orElseThrow();
    }

    static CachedHead.Found head(int size, long nowMillis) {
        return new CachedHead.Found(
                HEADERS,
                size,
                HEADERS.firstOr("etag", "\"v1\""),
                Lifetime.fresh(nowMillis, Duration.ofDays(1).toMillis()),
                List.of(),
                Optional.of(ByteBuffer.allocate(size).asReadOnlyBuffer()));
    }

    /** An engine with one bucket under {@code /shared}, in which every key holds {@code size} bytes. */
    static Yatagarasu engine(int size) {
        StorageConfig storage = new StorageConfig.Provided(new OneObject(new byte[size]));
        BucketConfig bucket =
                BucketConfig.publicBucket("shared-files", "/shared", storage).build();
        return Yatagarasu.builder()
                .config(YatagarasuConfig.builder().bucket(bucket).build())
                .build();
    }

    private static final class OneObject implements StorageBackend {
        private final byte[] bytes;

        OneObject(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public StorageResponse get(StorageRequest request) {
            return new StorageResponse.Whole(HEADERS, bytes.length, new ByteArrayInputStream(bytes));
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            return new StorageResponse.Whole(HEADERS, bytes.length, ByteArrayInputStream.nullInputStream());
        }

        @Override
        public StorageHealth probe() {
            return new StorageHealth.Up();
        }

        @Override
        public void close() {}
    }
}
