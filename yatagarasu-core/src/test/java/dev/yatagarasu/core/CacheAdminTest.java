package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricFilter;
import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.report.CacheEntry;
import dev.yatagarasu.core.report.CacheStatistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of the cache through the Java API. */
class CacheAdminTest extends EngineTest {
    private static final int BLOCK = BlockKey.BLOCK_SIZE;

    private final MetricRegistry metrics = new MetricRegistry();

    private CacheStatistics.Bucket bucket(String name) {
        return engine().cache().statistics().buckets().stream()
                .filter(bucket -> bucket.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private CacheEntry.InTier memory(String key) {
        return engine().cache().entry("files", key).tiers().getFirst();
    }

    private Object gauge(String name) {
        return Objects.requireNonNull(metrics.getGauges().get(name), name).getValue();
    }

    @Test
    void statistics_ofABucket_countAnswersBytesAndLookups() {
        start(
                config(
                        bucket("files", "/files", storage)
                                .cache(BucketCacheConfig.builder()
                                        .ttl(Duration.ofSeconds(10))
                                        .staleWhileRevalidate(Duration.ofSeconds(5))
                                        .build()),
                        uncached("other", "/other", storage)),
                builder -> builder.metrics(metrics));
        get("/files/a.txt");
        get("/files/a.txt");
        get("/files/a.txt", "range", "bytes=0-2");
        clock.advance(Duration.ofSeconds(12));
        get("/files/a.txt");
        get("/other/a.txt");

        assertThat(bucket("files").answers()).isEqualTo(new CacheStatistics.Answers(2, 1, 1, 0, 0, 23, 10));
        assertThat(bucket("files").answers().hitRatio()).isEqualTo(0.75);
        assertThat(bucket("files").tiers()).containsExactly(new CacheStatistics.TierLookups("memory", 3, 1));
        assertThat(bucket("other").answers()).isEqualTo(new CacheStatistics.Answers(0, 0, 0, 0, 1, 0, 10));
        assertThat(bucket("other").tiers()).isEmpty();
        assertThat(metrics.counter("yatagarasu_cache_served_bytes{bucket=\"files\"}")
                        .getCount())
                .isEqualTo(23);
    }

    @Test
    void statistics_afterAReload_goOnAndEndWithTheBucket() {
        start(
                config(bucket("files", "/files", storage), bucket("more", "/more", storage)),
                builder -> builder.metrics(metrics));
        get("/files/a.txt");
        get("/files/a.txt");
        get("/more/a.txt");
        assertThat(gauge("yatagarasu_cache_misses{bucket=\"more\",tier=\"memory\"}"))
                .isEqualTo(1L);

        engine().reload(config(bucket("files", "/files", storage)));
        get("/files/a.txt");

        assertThat(bucket("files").answers().hits()).isEqualTo(2);
        assertThat(gauge("yatagarasu_cache_hits{bucket=\"files\",tier=\"memory\"}"))
                .isEqualTo(2L);
        assertThat(metrics.getNames()).noneMatch(name -> name.contains("\"more\""));
        CacheStatistics.Tier memory = engine().cache().statistics().tiers().getFirst();
        assertThat(memory.hits()).isEqualTo(2);
        assertThat(memory.misses()).as("those of the bucket that is gone, too").isEqualTo(2);

        engine().reload(config(bucket("files", "/files", storage), bucket("more", "/more", storage)));
        get("/more/a.txt");
        assertThat(gauge("yatagarasu_cache_misses{bucket=\"more\",tier=\"memory\"}"))
                .isEqualTo(1L);
    }

    @Test
    void statistics_ofTheDisk_areCountedByBucketToo(@TempDir Path directory) {
        start(onDisk(directory, 0), builder -> builder.metrics(metrics));
        storage.putVersion("large", "x".repeat(3 * BLOCK), "l");
        get("/large");
        get("/large");

        CacheStatistics.TierLookups disk = bucket("files").tiers().get(1);
        assertThat(disk.tier()).isEqualTo("disk");
        assertThat(disk.hits()).as("head and three blocks").isEqualTo(4);
        assertThat(disk.misses()).isPositive();
        assertThat(gauge("yatagarasu_cache_hits{bucket=\"files\",tier=\"disk\"}"))
                .isEqualTo(4L);
        CacheStatistics.Tier sum = engine().cache().statistics().tiers().get(1);
        assertThat(sum.hits()).isEqualTo(disk.hits());
        assertThat(sum.misses()).isEqualTo(disk.misses());
    }

    @Test
    void statistics_ofManyBuckets_doNotSearchTheRegistry() {
        AtomicInteger looks = new AtomicInteger();
        MetricRegistry counting = new MetricRegistry() {
            @Override
            public SortedMap<String, Counter> getCounters(MetricFilter filter) {
                looks.incrementAndGet();
                return super.getCounters(filter);
            }

            @Override
            public Map<String, Metric> getMetrics() {
                looks.incrementAndGet();
                return super.getMetrics();
            }
        };
        BucketConfig.Builder[] buckets = IntStream.range(0, 20)
                .mapToObj(number -> bucket("b" + number, "/b" + number, storage))
                .toArray(BucketConfig.Builder[]::new);
        start(config(buckets), builder -> builder.metrics(counting));
        get("/b7/a.txt");
        get("/b7/a.txt");

        assertThat(bucket("b7").answers().hits()).isEqualTo(1);
        assertThat(looks).hasValue(0);
    }

    @Test
    void get_cacheFileWasChanged_isAskedForAgainAfterTheVerifyInterval(@TempDir Path directory) throws IOException {
        start(YatagarasuConfig.builder()
                .bucket(bucket("files", "/", storage).build())
                .cache(CacheConfig.of(
                        new TierConfig.Memory(0), new TierConfig.Disk(directory, 1 << 26, Duration.ofMinutes(2))))
                .build());
        String content = "x".repeat(3 * BLOCK);
        storage.putVersion("large", content, "l");
        get("/large");
        get("/large");
        changeTheOnlyFile(directory);
        get("/large");
        int before = storage.calls.size();
        clock.advance(Duration.ofMinutes(2));

        assertThat(get("/large").text()).isEqualTo(content);
        assertThat(storage.calls).hasSizeGreaterThan(before);
    }

    private static void changeTheOnlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("objects").resolve("entries"))) {
            Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] = 'y';
            Files.write(file, bytes);
        }
    }

    @Test
    void purge_aLayerFails_isNotDone() {
        FailingTier failing = new FailingTier();
        start(YatagarasuConfig.builder()
                .bucket(bucket("files", "/", storage).build())
                .cache(CacheConfig.of(new TierConfig.Memory(1 << 20), new TierConfig.Provided("shelf", failing)))
                .build());
        get("/a.txt");

        assertThatThrownBy(() -> engine().cache().purge(Purge.bucket("files")))
                .isInstanceOfSatisfying(PurgedInPartException.class, e -> {
                    assertThat(e.tiers()).containsExactly("shelf");
                    assertThat(e.purged()).isEqualTo(1);
                });
        failing.works = true;
        assertThat(engine().cache().purge(Purge.bucket("files"))).isZero();
        assertThat(failing.purges).as("what it has missed, and this one").hasSize(2);
    }

    private YatagarasuConfig onDisk(Path directory, long memory) {
        return YatagarasuConfig.builder()
                .bucket(bucket("files", "/", storage).build())
                .cache(CacheConfig.of(new TierConfig.Memory(memory), new TierConfig.Disk(directory, 1 << 26)))
                .build();
    }

    @Test
    void entry_notCached_isInNoTier() {
        assertThat(memory("a.txt").up()).isTrue();
        assertThat(memory("a.txt").heads()).isEmpty();
        assertThat(storage.calls).isEmpty();
    }

    @Test
    void entry_smallObject_showsHeadAndFreshness() {
        storage.put("t", "text", "etag", "\"t\"", "content-type", "text/x", "x-amz-meta-cache-tag", "news, front");
        get("/t");
        clock.advance(Duration.ofSeconds(3));

        CacheEntry entry = engine().cache().entry("files", "t");

        assertThat(entry.atMillis()).isEqualTo(clock.millis());
        assertThat(entry.tiers()).hasSize(1);
        assertThat(entry.tiers().getFirst().heads()).singleElement().satisfies(head -> {
            assertThat(head.blocksPresent()).isEqualTo(1);
            assertThat(head.head()).isInstanceOfSatisfying(CachedHead.Found.class, found -> {
                assertThat(found.size()).isEqualTo(4);
                assertThat(found.tags()).containsExactly("news", "front");
                assertThat(found.lifetime().ageSecondsAt(entry.atMillis())).isEqualTo(3);
            });
        });
    }

    @Test
    void entry_partOfALargeObject_countsItsBlocks(@TempDir Path directory) {
        start(onDisk(directory, 1 << 24));
        storage.putVersion("large", "x".repeat(70 * BLOCK), "l");
        get("/large", "range", "bytes=0-5");
        get("/large", "range", "bytes=" + 2 * BLOCK + "-" + (4 * BLOCK - 1));
        get("/large", "range", "bytes=" + 69 * BLOCK + "-" + 69 * BLOCK);

        assertThat(engine().cache().entry("files", "large").tiers())
                .hasSize(2)
                .allSatisfy(tier -> assertThat(tier.heads())
                        .singleElement()
                        .satisfies(head -> assertThat(head.blocksPresent()).isEqualTo(4)));
    }

    @Test
    void entry_objectThatSaysItVaries_isOneEntryForEverybody() {
        storage.put("v", "text", "etag", "\"v\"", "vary", "Accept-Language");
        get("/v", "accept-language", "ja");
        get("/v", "accept-language", "de");

        assertThat(memory("v").heads())
                .singleElement()
                .satisfies(head -> assertThat(head.key().variant()).isEmpty());
    }

    @Test
    void entry_objectThatDoesNotExist_isRememberedAsMissing() {
        get("/missing");

        assertThat(memory("missing").heads())
                .singleElement()
                .satisfies(head -> assertThat(head.head()).isInstanceOf(CachedHead.Missing.class));
    }

    @Test
    void entry_ofAny_countsNothing() {
        get("/a.txt");
        CacheStatistics before = engine().cache().statistics();

        memory("a.txt");

        assertThat(engine().cache().statistics()).isEqualTo(before);
    }

    @Test
    void unknownBucket_isNamedWithThoseThereAre() {
        CacheAdmin cache = engine().cache();

        assertThatThrownBy(() -> cache.entry("filez", "a"))
                .isInstanceOfSatisfying(
                        UnknownBucketException.class, e -> assertThat(e.known()).containsExactly("files"));
        assertThatThrownBy(() -> cache.purge(Purge.bucket("filez"))).isInstanceOf(UnknownBucketException.class);
    }

    /** Keeps nothing, and cannot be purged until it works. */
    private static final class FailingTier implements CacheTier {
        final List<Purge> purges = new CopyOnWriteArrayList<>();
        volatile boolean works;

        @Override
        public Optional<CachedHead> head(ObjectKey key) {
            return Optional.empty();
        }

        @Override
        public void putHead(ObjectKey key, CachedHead head) {}

        @Override
        public Optional<ByteBuffer> block(BlockKey key) {
            return Optional.empty();
        }

        @Override
        public void putBlock(BlockKey key, CachedHead.Found head, ByteBuffer bytes) {}

        @Override
        public int firstPresent(BlockKey from, int last) {
            return last + 1;
        }

        @Override
        public void remove(ObjectKey key) {}

        @Override
        public long purge(Purge purge) {
            if (!works) {
                throw new YatagarasuException("a tier that fails");
            }
            purges.add(purge);
            return 0;
        }

        @Override
        public TierStatistics statistics() {
            return new TierStatistics(0, 0, 0);
        }

        @Override
        public void close() {}
    }
}
