package dev.yatagarasu.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The cache over storage that is sent a field of the client, as no bucket's is yet; and over storage of an old configuration. */
class ObjectCacheTest {
    private final ManualClock clock = new ManualClock(CacheFixture.NOW);
    private final Tiers tiers = new Tiers(new MemoryTier(1 << 20, clock), List.of());
    private final ObjectCache cache = new ObjectCache(tiers, new Transfers(4), clock, Runnable::run);
    private final AtomicInteger calls = new AtomicInteger();

    /** Answers as it is told. */
    private final class Scripted implements Origin {
        private final Function<StorageRequest, StorageResponse> script;
        private boolean retired;

        Scripted(Function<StorageRequest, StorageResponse> script) {
            this.script = script;
        }

        @Override
        public BucketConfig config() {
            return BucketConfig.publicBucket("bucket", "/", new FilesystemConfig(Path.of("/")))
                    .build();
        }

        @Override
        public Lookups lookups() {
            return tiers.lookups().of("bucket");
        }

        @Override
        public StorageResponse get(StorageRequest request) {
            calls.incrementAndGet();
            return script.apply(request);
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            return get(request);
        }

        @Override
        public Runnable hold() {
            return () -> {};
        }

        @Override
        public boolean isRetired() {
            return retired;
        }
    }

    private static StorageResponse object(String... headers) {
        return CacheFixture.whole(new CacheFixture.TrackedBody(new byte[3]), 3, headers);
    }

    private static CacheLookup lookup(Origin origin) {
        return new CacheLookup(CacheFixture.KEY, new NeededBytes.Whole(), origin);
    }

    @Test
    void resolve_sameObjectAtOnce_isFetchedOnceWhateverItVariesBy() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Scripted origin = new Scripted(request -> {
            await(first);
            return object("etag", "\"v\"", "vary", "Accept-Language, User-Agent");
        });
        CompletableFuture<Resolved> one = CacheFixture.waiting(() -> cache.resolve(lookup(origin)));
        CompletableFuture<Resolved> same = CacheFixture.waiting(() -> cache.resolve(lookup(origin)));
        first.countDown();

        assertThat(one.get(10, TimeUnit.SECONDS)).isInstanceOf(Resolved.Known.class);
        assertThat(same.get(10, TimeUnit.SECONDS)).isInstanceOf(Resolved.Known.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void resolve_anotherConfigurationIsInForce_keepsNothingOfWhatTheOldStorageSays() {
        Scripted origin = new Scripted(request -> object("etag", "\"v\""));
        origin.retired = true;

        Resolved resolved = cache.resolve(lookup(origin));

        assertThat(resolved).isInstanceOf(Resolved.Pass.class);
        assertThat(((Resolved.Pass) resolved).response()).isPresent();
        assertThat(cache.lookup(lookup(origin))).isEmpty();
        Scripted empty = new Scripted(request -> new StorageResponse.NotFound());
        empty.retired = true;
        assertThat(cache.resolve(lookup(empty))).isInstanceOf(Resolved.Missing.class);
        assertThat(cache.lookup(lookup(empty))).isEmpty();
    }

    @Test
    void resolve_revalidatedByStorageOfAnOldConfiguration_isAnsweredButNotMadeFresh() {
        Scripted origin = new Scripted(request -> request.preconditions().isEmpty()
                ? object("etag", "\"v\"", "cache-control", "max-age=5")
                : new StorageResponse.NotModified(Headers.of("etag", "\"v\"", "cache-control", "max-age=5")));
        cache.resolve(lookup(origin));
        CachedHead kept = tiers.memory().stored(CacheFixture.KEY).orElseThrow().head();
        clock.advance(Duration.ofSeconds(6));
        origin.retired = true;

        Resolved resolved = cache.resolve(lookup(origin));

        assertThat(((Resolved.Known) resolved).outcome()).isEqualTo(CacheOutcome.REVALIDATED);
        assertThat(tiers.memory().stored(CacheFixture.KEY).orElseThrow().head()).isEqualTo(kept);
    }

    @Test
    void hasSeveralReaders_oneOfTwoHasLeft_isFalse() {
        Transfers transfers = new Transfers(4);
        Scripted origin = new Scripted(request -> object("etag", "\"v\""));
        CachedObject object = ((Resolved.Known) cache.resolve(lookup(origin))).object();

        transfers.enter(object);
        assertThat(transfers.hasSeveralReaders(object)).isFalse();
        transfers.enter(object);
        assertThat(transfers.hasSeveralReaders(object)).isTrue();
        transfers.leave(object);
        assertThat(transfers.hasSeveralReaders(object)).isFalse();
        transfers.leave(object);
        transfers.enter(object);
        assertThat(transfers.hasSeveralReaders(object)).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
