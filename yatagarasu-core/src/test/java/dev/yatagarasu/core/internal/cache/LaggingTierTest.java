package dev.yatagarasu.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.warmup.WarmUpTarget;
import dev.yatagarasu.core.internal.warmup.WarmUps;
import dev.yatagarasu.core.warmup.WarmUp;
import dev.yatagarasu.core.warmup.WarmUpJob;
import dev.yatagarasu.testkit.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An object whose head memory holds, but no block of it, over a tier that is slower to write than storage is to read. */
@Timeout(60)
class LaggingTierTest {
    private static final int BLOCKS = 12;
    private static final int QUEUED_BLOCKS = 4;
    /** The queue of writes gets a sixteenth of it. */
    private static final long HEAP = 16L * (QUEUED_BLOCKS * (BlockKey.BLOCK_SIZE + 1024L));

    private final byte[] content = new byte[BLOCKS * BlockKey.BLOCK_SIZE];
    private final ManualClock clock = new ManualClock(CacheFixture.NOW);
    private final FakeTier below = new FakeTier(clock);
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final AtomicInteger requests = new AtomicInteger();

    LaggingTierTest() {
        new Random(1).nextBytes(content);
    }

    private ObjectCache cache(Executor executor) {
        LowerTier lower = new LowerTier("below", below, 1 << 30, LowerTier.Sharing.NONE);
        CacheSetup setup = new CacheSetup(clock, executor, HEAP, (name, up) -> {});
        return ObjectCache.over(new MemoryTier(BlockKey.BLOCK_SIZE / 4, clock), List.of(lower), setup);
    }

    private BlockReader open(ObjectCache cache, int blocks) throws IOException {
        Storage storage = new Storage(cache.unseenLookups(), blocks * BlockKey.BLOCK_SIZE);
        CacheLookup lookup = new CacheLookup(CacheFixture.KEY, new NeededBytes.Whole(), storage);
        Resolved.Known known = (Resolved.Known) cache.resolve(lookup);
        BlockReader reader = cache.read(known, new ByteRange.Span(0, storage.size - 1L), storage);
        reader.prepare();
        return reader;
    }

    private void readAll(BlockReader reader, int blocks) throws IOException {
        try (reader) {
            for (int number = 0; number < blocks; number++) {
                ByteBuffer expected = ByteBuffer.wrap(content, number * BlockKey.BLOCK_SIZE, BlockKey.BLOCK_SIZE);
                assertThat(reader.next()).isEqualTo(expected);
            }
        }
    }

    private static long dropped(ObjectCache cache) {
        return cache.tiers().get(1).droppedWrites();
    }

    @Test
    void read_blocksStillWaitToBeWritten_findsThemThere() throws IOException {
        ObjectCache cache = cache(background::add);
        BlockReader behind = open(cache, QUEUED_BLOCKS);
        readAll(open(cache, QUEUED_BLOCKS), QUEUED_BLOCKS);
        assertThat(below.calls).as("written by now").doesNotContain("putBlock");

        readAll(behind, QUEUED_BLOCKS);

        assertThat(requests).hasValue(1);
        assertThat(dropped(cache)).isZero();
    }

    @Test
    void read_oneReader_isNeverHeldUpByTheTier() throws IOException {
        ObjectCache cache = cache(background::add);
        readAll(open(cache, BLOCKS), BLOCKS);

        assertThat(dropped(cache)).isPositive();
    }

    @Test
    void read_anotherReaderBehind_waitsForTheTierSoThatStorageIsAskedOnce() throws Exception {
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            ObjectCache cache = cache(writer);
            below.afterPut = LaggingTierTest::dawdle;
            BlockReader behind = open(cache, BLOCKS);
            readAll(open(cache, BLOCKS), BLOCKS);
            assertThat(dropped(cache)).isZero();

            readAll(behind, BLOCKS);
            assertThat(requests).hasValue(1);
        }
    }

    private static void dawdle() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void read_anotherReaderBehindATierThatHangs_isHeldUpOnceForAMoment() throws IOException {
        ObjectCache cache = cache(background::add);
        try (BlockReader behind = open(cache, BLOCKS)) {
            readAll(open(cache, BLOCKS), BLOCKS);
            assertThat(dropped(cache)).isEqualTo(BLOCKS - QUEUED_BLOCKS);
            assertThat(behind.next().remaining()).isEqualTo(BlockKey.BLOCK_SIZE);
        }
    }

    @Test
    void warmUp_readsNoFasterThanTheTierWrites() {
        try (ExecutorService writer = Executors.newSingleThreadExecutor();
                ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            ObjectCache cache = cache(writer);
            below.afterPut = LaggingTierTest::dawdle;
            Storage storage = new Storage(cache.unseenLookups(), content.length);
            WarmUps warmUps = new WarmUps(new WarmUps.Setup(
                    clock, Runnable::run, scheduler, EngineMetrics.in(new MetricRegistry(), Optional.empty())));
            WarmUpJob job = warmUps.start(
                    WarmUp.keys("bucket", List.of(CacheFixture.KEY.key())),
                    new WarmUpTarget(storage, storage, cache, () -> {}));

            assertThat(job.progress().done()).isEqualTo(1);
            assertThat(dropped(cache)).isZero();
        }
    }

    /** The object, fresh for an hour. */
    private final class Storage implements Origin, StorageBackend {
        private final Lookups lookups;
        private final int size;

        Storage(Lookups lookups, int size) {
            this.lookups = lookups;
            this.size = size;
        }

        @Override
        public BucketConfig config() {
            return BucketConfig.publicBucket("bucket", "/", new StorageConfig.Provided(this))
                    .build();
        }

        @Override
        public Lookups lookups() {
            return lookups;
        }

        @Override
        public StorageResponse get(StorageRequest request) {
            requests.incrementAndGet();
            Headers headers = Headers.of("etag", "\"v1\"", "cache-control", "max-age=3600");
            if (request.range().isPresent() && request.range().get() instanceof ByteRange.Span span) {
                int from = (int) span.first();
                int length = (int) Math.min(span.length(), size - span.first());
                return new StorageResponse.Partial(
                        headers,
                        new ByteRange.Span(from, from + length - 1L),
                        size,
                        new ByteArrayInputStream(content, from, length));
            }
            return new StorageResponse.Whole(headers, size, new ByteArrayInputStream(content, 0, size));
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            return get(request);
        }

        @Override
        public StorageHealth probe() {
            return new StorageHealth.Up();
        }

        @Override
        public void close() {}

        @Override
        public Runnable hold() {
            return () -> {};
        }

        @Override
        public boolean isRetired() {
            return false;
        }
    }
}
