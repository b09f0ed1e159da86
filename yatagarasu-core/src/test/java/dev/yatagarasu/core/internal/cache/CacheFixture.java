package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageResponse;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Objects and responses as the cache meets them. */
public final class CacheFixture {
    static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
    public static final ObjectKey KEY = ObjectKey.of("bucket", "a/key");

    private CacheFixture() {}

    /** A whole object whose body says what was done to it. */
    static StorageResponse.Whole whole(TrackedBody body, long size, String... headers) {
        return new StorageResponse.Whole(Headers.of(headers), size, body);
    }

    /** Does {@code call} on a thread of its own, and returns once that waits for another one. */
    public static <T> CompletableFuture<T> waiting(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                result.complete(call.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.WAITING) {
            if (result.isDone() || System.nanoTime() > deadline) {
                throw new AssertionError("did not wait: " + result);
            }
            Thread.onSpinWait();
        }
        return result;
    }

    /** A body that counts its bytes read and its closings. */
    static final class TrackedBody extends ByteArrayInputStream {
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger read = new AtomicInteger();

        TrackedBody(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            int count = super.read(bytes, offset, length);
            read.addAndGet(Math.max(0, count));
            return count;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
