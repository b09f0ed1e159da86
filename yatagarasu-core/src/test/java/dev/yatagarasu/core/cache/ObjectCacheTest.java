package dev.yatagarasu.core.cache;

import static dev.yatagarasu.core.cache.CacheFixture.KEY;
import static dev.yatagarasu.core.cache.CacheFixture.NOW;
import static dev.yatagarasu.core.cache.CacheFixture.waiting;
import static dev.yatagarasu.core.cache.CacheFixture.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.cache.CacheFixture.TrackedBody;
import dev.yatagarasu.core.cache.ObjectCache.Loaded;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.testkit.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectCacheTest {
    private static final int MAX_OBJECT = 1_000;

    private final ManualClock clock = new ManualClock(NOW);
    private final MemoryCache memory = new MemoryCache(1024 * 1024, clock);
    private final ObjectCache cache = new ObjectCache(memory, clock);
    private final TrackedBody body = new TrackedBody(new byte[100]);

    private final BucketConfig bucket = BucketConfig.publicBucket("bucket", "/", new FilesystemConfig(Path.of("/none")))
            .cache(new BucketCacheConfig(true, Duration.ofMinutes(5), MAX_OBJECT))
            .build();

    private Loaded load(StorageResponse response) {
        return load(() -> response);
    }

    private Loaded load(Supplier<StorageResponse> fetch) {
        return cache.load(KEY, bucket, () -> false, fetch);
    }

    @Test
    void load_smallObject_isReadClosedAndKeptWithItsHeaders() {
        Loaded loaded = load(whole(body, 100, "etag", "\"v1\"", "content-encoding", "gzip", "age", "7"));

        assertThat(loaded).isInstanceOf(Loaded.Kept.class);
        assertThat(body.closed).hasValue(1);
        CachedObject kept = cache.lookup(KEY).orElseThrow();
        assertThat(kept.representation().headers()).isEqualTo(Headers.of("etag", "\"v1\"", "content-encoding", "gzip"));
        assertThat(kept.body().remaining()).isEqualTo(100);
        assertThat(kept.ageSecondsAt(clock.millis())).isEqualTo(7);
    }

    @Test
    void load_alreadyFilledMeanwhile_asksNobody() {
        load(whole(body, 100));

        assertThat(load(() -> {
                    throw new AssertionError("asked again");
                }))
                .isInstanceOf(Loaded.Kept.class);
    }

    @Test
    void load_slowStorage_countsTheLifetimeFromTheQuestion() {
        load(() -> {
            clock.advance(Duration.ofSeconds(50));
            return whole(body, 100, "cache-control", "max-age=60");
        });

        clock.advance(Duration.ofSeconds(9));
        assertThat(cache.lookup(KEY)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.lookup(KEY)).isEmpty();
    }

    @Test
    void load_exactlyTheLargestSize_isKept() {
        assertThat(load(whole(new TrackedBody(new byte[MAX_OBJECT]), MAX_OBJECT)))
                .isInstanceOf(Loaded.Kept.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {MAX_OBJECT + 1, Integer.MAX_VALUE, 5_000_000_000_000L})
    void load_tooLarge_passesThroughUnread(long size) {
        StorageResponse response = whole(body, size);

        assertThat(load(response)).isEqualTo(new Loaded.Direct(response));
        assertThat(body.read).hasValue(0);
        assertThat(body.closed).hasValue(0);
        assertThat(memory.objects()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "private", "no-cache", "max-age=0"})
    void load_uncacheable_passesThroughUnread(String cacheControl) {
        assertThat(load(whole(body, 100, "cache-control", cacheControl))).isInstanceOf(Loaded.Direct.class);
        assertThat(body.read).hasValue(0);
        assertThat(memory.objects()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {99, 50, 0, 101, 150})
    void load_bodyOfAnotherLengthThanAnnounced_isAnErrorAndNotKept(int length) {
        TrackedBody odd = new TrackedBody(new byte[length]);

        StorageException failure = catchThrowableOfType(StorageException.class, () -> load(whole(odd, 100)));

        assertThat(failure.kind()).isEqualTo(StorageException.Kind.BROKEN);
        assertThat(odd.closed).hasValue(1);
        assertThat(memory.objects()).isZero();
    }

    @Test
    void load_bodyThatBreaksOff_isAnErrorAndNotKept() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };

        StorageException failure = catchThrowableOfType(
                StorageException.class, () -> load(new StorageResponse.Whole(Headers.empty(), 100, broken)));

        assertThat(failure.kind()).isEqualTo(StorageException.Kind.BROKEN);
        assertThat(memory.objects()).isZero();
    }

    @Test
    void load_emptyObject_isKept() {
        load(whole(new TrackedBody(new byte[0]), 0));

        assertThat(cache.lookup(KEY).orElseThrow().representation().size()).isZero();
    }

    @Test
    void load_answersWithoutWholeObject_areNeverKept() {
        load(new StorageResponse.Partial(Headers.empty(), new ByteRange.Span(0, 9), 100, body));
        load(new StorageResponse.NotFound());
        load(new StorageResponse.NotModified(Headers.empty()));
        load(new StorageResponse.PreconditionFailed());
        load(new StorageResponse.RangeNotSatisfiable(OptionalLong.of(3)));

        assertThat(memory.objects()).isZero();
        assertThat(body.read).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(StorageException.Kind.class)
    void load_storageFailure_isThrownAndAskedAgainNextTime(StorageException.Kind kind) {
        StorageException failure = new StorageException(kind, "down");

        assertThat(catchThrowableOfType(
                        StorageException.class,
                        () -> load(() -> {
                            throw failure;
                        })))
                .isSameAs(failure);
        assertThat(load(whole(body, 100))).isInstanceOf(Loaded.Kept.class);
    }

    @Test
    void load_storageReplacedMeanwhile_keepsNothing() {
        Loaded loaded = cache.load(KEY, bucket, () -> true, () -> whole(body, 100));

        assertThat(loaded).isInstanceOf(Loaded.Direct.class);
        assertThat(body.read).hasValue(0);
        assertThat(memory.objects()).isZero();
    }

    @Test
    void purge_duringAFill_keepsTheOldBodyOut() {
        load(() -> {
            cache.purge(Purge.key(KEY.bucket(), KEY.key()));
            return whole(body, 100);
        });

        assertThat(cache.lookup(KEY)).isEmpty();
    }

    @Test
    void load_notFoundWhileOthersWait_isSharedByAll() throws Exception {
        assertThat(callsWithOneFollower(StorageResponse.NotFound::new)).isEqualTo(1);
    }

    @Test
    void load_uncacheableWhileOthersWait_isEverybodysOwn() throws Exception {
        assertThat(callsWithOneFollower(() -> whole(new TrackedBody(new byte[100]), 100, "cache-control", "no-store")))
                .isEqualTo(2);
    }

    /** How often storage is asked when a second caller comes while the first one's answer is on its way. */
    private int callsWithOneFollower(Supplier<StorageResponse> response) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch followerWaits = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Loaded> leader = threads.submit(() -> load(() -> {
                calls.incrementAndGet();
                asked.countDown();
                await(followerWaits);
                return response.get();
            }));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            var follower = waiting(() -> load(() -> {
                calls.incrementAndGet();
                return response.get();
            }));
            followerWaits.countDown();
            leader.get(10, TimeUnit.SECONDS);
            follower.get(10, TimeUnit.SECONDS);
        }
        return calls.get();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
