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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
        public Set<String> forwardedFields() {
            return Set.of("accept-language");
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

    private static CacheLookup lookup(Origin origin, String language) {
        return new CacheLookup(
                CacheFixture.KEY, Headers.of("accept-language", language), new NeededBytes.Whole(), origin);
    }

    /** They were fetched one after the other: 40 of them, at 50 ms each, took two seconds and more. */
    @Test
    void resolve_manyVariantsAtOnce_areFetchedSideBySide() throws Exception {
        int others = 39;
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(others);
        Origin origin = new Scripted(request -> {
            if (calls.get() == 1) {
                await(first);
            } else {
                inside.countDown();
                await(inside);
            }
            return object("etag", "\"v\"", "vary", "Accept-Language, User-Agent");
        });
        List<CompletableFuture<Resolved>> results = new ArrayList<>();
        for (int i = 0; i <= others; i++) {
            CacheLookup lookup = lookup(origin, "x-" + i);
            results.add(CacheFixture.waiting(() -> cache.resolve(lookup)));
        }
        first.countDown();

        for (CompletableFuture<Resolved> result : results) {
            assertThat(result.get(20, TimeUnit.SECONDS)).isInstanceOf(Resolved.Known.class);
        }
        assertThat(calls).hasValue(others + 1);
        assertThat(cache.lookup(lookup(origin, "x-7"))).isPresent();
    }

    @Test
    void resolve_sameVariantAtOnce_isFetchedOnce() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Scripted origin = new Scripted(request -> {
            await(first);
            return object("etag", "\"v\"", "vary", "Accept-Language");
        });
        CompletableFuture<Resolved> one = CacheFixture.waiting(() -> cache.resolve(lookup(origin, "de")));
        CompletableFuture<Resolved> same = CacheFixture.waiting(() -> cache.resolve(lookup(origin, "de")));
        first.countDown();

        assertThat(one.get(10, TimeUnit.SECONDS)).isInstanceOf(Resolved.Known.class);
        assertThat(same.get(10, TimeUnit.SECONDS)).isInstanceOf(Resolved.Known.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void resolve_anotherConfigurationIsInForce_keepsNothingOfWhatTheOldStorageSays() {
        Scripted origin = new Scripted(request -> object("etag", "\"v\""));
        origin.retired = true;

        Resolved resolved = cache.resolve(lookup(origin, "de"));

        assertThat(resolved).isInstanceOf(Resolved.Pass.class);
        assertThat(((Resolved.Pass) resolved).response()).isPresent();
        assertThat(cache.lookup(lookup(origin, "de"))).isEmpty();
        Scripted empty = new Scripted(request -> new StorageResponse.NotFound());
        empty.retired = true;
        assertThat(cache.resolve(lookup(empty, "de"))).isInstanceOf(Resolved.Missing.class);
        assertThat(cache.lookup(lookup(empty, "de"))).isEmpty();
    }

    @Test
    void resolve_revalidatedByStorageOfAnOldConfiguration_isAnsweredButNotMadeFresh() {
        Scripted origin = new Scripted(request -> request.preconditions().isEmpty()
                ? object("etag", "\"v\"", "cache-control", "max-age=5")
                : new StorageResponse.NotModified(Headers.of("etag", "\"v\"", "cache-control", "max-age=5")));
        cache.resolve(lookup(origin, "de"));
        CachedHead kept = tiers.memory().stored(CacheFixture.KEY).orElseThrow().head();
        clock.advance(Duration.ofSeconds(6));
        origin.retired = true;

        Resolved resolved = cache.resolve(lookup(origin, "de"));

        assertThat(((Resolved.Known) resolved).outcome()).isEqualTo(CacheOutcome.REVALIDATED);
        assertThat(tiers.memory().stored(CacheFixture.KEY).orElseThrow().head()).isEqualTo(kept);
    }

    @Test
    void hasSeveralReaders_oneOfTwoHasLeft_isFalse() {
        Transfers transfers = new Transfers(4);
        Scripted origin = new Scripted(request -> object("etag", "\"v\""));
        CachedObject object = ((Resolved.Known) cache.resolve(lookup(origin, "de"))).object();

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
