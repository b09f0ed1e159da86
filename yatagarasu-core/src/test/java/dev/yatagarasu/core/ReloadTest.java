package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.event.Reloaded;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Another configuration is put in force: all of it or nothing, and nobody in progress notices. */
class ReloadTest extends EngineTest {
    private final MemoryStorage next = new MemoryStorage().putVersion("a.txt", "from the next", "n");
    private final MetricRegistry metrics = new MetricRegistry();

    private static BucketConfig.Builder broken(String name, String prefix) {
        return BucketConfig.publicBucket(
                name, prefix, new StorageConfig.Plugin("no_such_type", ConfigNode.of(Map.of("type", "no_such_type"))));
    }

    @Test
    void reload_otherStorage_servesFromItAndClosesTheOldOneOnce() {
        start(cached());
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);

        engine().reload(config(bucket("files", "/", next)));

        assertThat(get("/a.txt").text()).isEqualTo("from the next");
        assertThat(storage.closings).hasValue(1);
        assertThat(next.closings).hasValue(0);
        engine().close();
        assertThat(storage.closings).hasValue(1);
        assertThat(next.closings).hasValue(1);
    }

    @Test
    void reload_sameStorage_keepsItOpenAndKeepsTheCache() {
        start(cached());
        get("/a.txt");

        engine().reload(config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder()
                        .ttl(Duration.ofHours(2))
                        .maxObjectSize(9_999)
                        .build())));

        assertThat(storage.closings).hasValue(0);
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("HIT");
        assertThat(get("/new").status()).isEqualTo(404);
        engine().close();
        assertThat(storage.closings).hasValue(1);
    }

    @Test
    void reload_oneStorageForTwoBuckets_isClosedWhenNobodyUsesItAnyMore() {
        start(config(bucket("a", "/a", storage), bucket("b", "/b", storage)));

        engine().reload(config(bucket("b", "/b", storage), bucket("c", "/c", next)));
        assertThat(storage.closings).hasValue(0);
        assertThat(get("/b/a.txt").text()).isEqualTo(CONTENT);

        engine().reload(config(bucket("c", "/c", next)));
        assertThat(storage.closings).hasValue(1);
        assertThat(next.closings).hasValue(0);
    }

    @Test
    void reload_configurationThatCannotBeMade_keepsTheOldOne() {
        start(cached(), builder -> builder.metrics(metrics));
        get("/a.txt");
        Set<String> series = Set.copyOf(metrics.getNames());
        YatagarasuConfig before = engine().config();

        assertThatThrownBy(() -> engine().reload(config(
                        bucket("files", "/", storage), bucket("new", "/new", next), broken("bad", "/bad"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no_such_type")
                .hasMessageContaining("filesystem")
                .hasMessageContaining("s3");

        assertThat(engine().config()).isSameAs(before);
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("HIT");
        assertThat(get("/b.txt").status()).isEqualTo(404);
        assertThat(storage.closings).hasValue(0);
        assertThat(next.closings).hasValue(1);
        assertThat(metrics.getNames()).noneMatch(name -> name.contains("\"new\"") || name.contains("\"bad\""));
        assertThat(metrics.getNames()).containsAll(series);
    }

    @Test
    void reload_requestsInProgress_endOnTheOldStorageWhichIsClosedAfterTheLast() {
        start(uncached());
        Work begun = (Work) begin("GET", "/a.txt");
        Answer streaming = answer("GET", "/a.txt");

        engine().reload(config(uncached("files", "/", next)));
        assertThat(storage.closings).hasValue(0);

        assertThat(receive(streaming, false).text()).isEqualTo(CONTENT);
        assertThat(storage.closings).hasValue(0);
        Answer late = begun.finish();
        assertThat(storage.closings).hasValue(0);
        assertThat(receive(late, false).text()).isEqualTo(CONTENT);
        assertThat(storage.closings).hasValue(1);
        assertThat(get("/a.txt").text()).isEqualTo("from the next");
    }

    @Test
    void reload_duringAFill_keepsNothingOfTheOldStorage() {
        start(cached());
        Work begun = (Work) begin("GET", "/a.txt");
        storage.fault = (call, honest) -> {
            engine().reload(config(bucket("files", "/", next)));
            return honest.get();
        };

        assertThat(receive(begun.finish(), false).text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt").text()).isEqualTo("from the next");
    }

    @Test
    void reload_workBegunBefore_doesNotFillTheCacheFromTheOldStorage() {
        start(cached());
        Work begun = (Work) begin("GET", "/a.txt");
        engine().reload(config(bucket("files", "/", next)));

        assertThat(receive(begun.finish(), false).text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt").text()).isEqualTo("from the next");
    }

    @Test
    void reload_removedAndAddedBuckets_areRoutedAtOnce() {
        start(config(bucket("a", "/a", storage), bucket("b", "/b", storage)));
        get("/a/a.txt");

        Reloaded changes =
                engine().reload(config(bucket("b", "/b", storage).exposeMetadata(true), bucket("c", "/c", storage)));

        assertThat(changes).isEqualTo(new Reloaded(Set.of("c"), Set.of("a"), Set.of("b")));
        assertThat(get("/a/a.txt").status()).isEqualTo(404);
        assertThat(get("/c/a.txt").status()).isEqualTo(200);
        engine().reload(config(bucket("a", "/a", storage)));
        assertThat(get("/a/a.txt").header("x-cache")).as("dropped when removed").isEqualTo("MISS");
    }

    @Test
    void reload_nothingChanged_saysSoAndTellsListeners() {
        List<Reloaded> told = new ArrayList<>();
        start(
                cached(),
                builder -> builder.listener(new Listener() {
                    @Override
                    public void reloaded(Reloaded event) {
                        told.add(event);
                    }
                }));

        Reloaded changes = engine().reload(cached());

        assertThat(changes).isEqualTo(new Reloaded(Set.of(), Set.of(), Set.of()));
        assertThat(told).containsExactly(changes);
    }

    @Test
    void reload_exposedMetadataChanges_dropsWhatWasCachedUnderTheOldRule() {
        storage.put("m", "x", "x-amz-meta-a", "b");
        start(config(bucket("files", "/", storage).exposeMetadata(true)));
        assertThat(get("/m").header("x-amz-meta-a")).isEqualTo("b");

        engine().reload(cached());

        assertThat(get("/m").headers().contains("x-amz-meta-a")).isFalse();
    }

    @Test
    void reload_removedBucket_takesItsMetricsAlong() {
        start(
                config(bucket("gone", "/gone", storage), bucket("stays", "/stays", storage)),
                builder -> builder.metrics(metrics));
        get("/gone/a.txt");
        get("/stays/a.txt");
        Answer unsent = answer("GET", "/gone/missing");

        engine().reload(config(bucket("stays", "/stays", storage)));
        unsent.completed();

        assertThat(metrics.getNames()).noneMatch(name -> name.contains("\"gone\""));
        assertThat(metrics.getNames()).anyMatch(name -> name.contains("bucket=\"stays\",status=\"200\""));
        engine().reload(config(bucket("gone", "/gone", storage)));
        get("/gone/a.txt");
        assertThat(metrics.getNames()).anyMatch(name -> name.contains("bucket=\"gone\",status=\"200\""));
    }

    @Test
    void reload_limitsAndCacheSize_areInForceAtOnce() {
        start(cached());
        storage.put("big", "x".repeat(100_000));
        get("/big");

        engine().reload(YatagarasuConfig.builder()
                .server(ServerConfig.defaults().withLimits(new ServerConfig.Limits(64, 256)))
                .cache(CacheConfig.inMemory(10_000))
                .bucket(bucket("files", "/", storage).build())
                .build());

        assertThat(get("/" + "k".repeat(64)).status()).isEqualTo(414);
        assertThat(get("/big").header("x-cache")).isEqualTo("MISS");
        engine().reload(cached());
        assertThat(get("/" + "k".repeat(64)).status()).isEqualTo(404);
    }

    @Test
    void reload_underLoad_losesNoRequestAndClosesEachStorageOnce() throws Exception {
        start(uncached());
        List<MemoryStorage> storages = new ArrayList<>(List.of(storage));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> {
                    int answered = 0;
                    for (int request = 0; request < 3_000; request++) {
                        answered += get("/a.txt").status() == 200 ? 1 : 0;
                    }
                    return answered;
                }));
            }
            for (int i = 0; i < 100; i++) {
                MemoryStorage fresh = new MemoryStorage().putVersion("a.txt", CONTENT, "v" + i);
                storages.add(fresh);
                engine().reload(config(uncached("files", "/", fresh)));
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(3_000);
            }
        }
        engine().close();
        assertThat(storages).allSatisfy(each -> {
            assertThat(each.closings).hasValue(1);
            assertThat(each.closed).hasValue(each.opened.get());
        });
    }
}
