package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.report.CacheStatistics;
import dev.yatagarasu.core.warmup.TooManyWarmUpsException;
import dev.yatagarasu.core.warmup.WarmUp;
import dev.yatagarasu.core.warmup.WarmUpJob;
import dev.yatagarasu.core.warmup.WarmUpProgress;
import dev.yatagarasu.core.warmup.WarmUpProgress.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warming the cache up, on the test's own thread unless a test says otherwise. */
class WarmUpTest extends EngineTest {
    private static final int BLOCK = BlockKey.BLOCK_SIZE;

    private final MetricRegistry metrics = new MetricRegistry();
    private final String large = "0123456789abcdef".repeat(3 * BLOCK / 16) + "end";

    private WarmUpProgress warm(WarmUp warmUp) {
        WarmUpJob job = engine().cache().warm(warmUp);
        assertThat(job.progress().ended()).isPresent();
        return job.progress();
    }

    private static void assertCounts(WarmUpProgress progress, long done, long skipped, long failed) {
        assertThat(progress.done()).as("done %s", progress).isEqualTo(done);
        assertThat(progress.skipped()).as("skipped %s", progress).isEqualTo(skipped);
        assertThat(progress.failed()).as("failed %s", progress).isEqualTo(failed);
    }

    private void fill() {
        storage.putVersion("b/large", large, "l")
                .putVersion("b/é ü+%.txt", "odd", "o")
                .putVersion("b//c", "two", "t");
    }

    @Test
    void warm_prefix_everyGetIsAHitInMemory() {
        fill();
        storage.pageSize = 1;

        WarmUpProgress progress = warm(WarmUp.prefix("files", "b/"));

        assertThat(progress.state()).isEqualTo(State.DONE);
        assertThat(progress.found()).isEqualTo(3);
        assertCounts(progress, 3, 0, 0);
        assertThat(progress.bytes()).isEqualTo(large.length() + 6);
        int calls = storage.calls.size();
        assertThat(get("/b/large").text()).isEqualTo(large);
        for (String path : List.of("/b/large", "/b/%C3%A9%20%C3%BC+%25.txt", "/b//c")) {
            Reply reply = get(path);
            assertThat(reply.header("cache-status")).isEqualTo("yatagarasu; hit; detail=memory");
            assertThat(reply.fast()).isTrue();
        }
        assertThat(get("/b/large", "range", "bytes=5-9").header("x-cache")).isEqualTo("HIT");
        assertThat(storage.calls).hasSize(calls);
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("MISS");
    }

    @Test
    void warm_memoryIsSmall_everyGetIsAHitOnDisk(@TempDir Path directory) {
        fill();
        start(YatagarasuConfig.builder()
                .bucket(bucket("files", "/", storage).build())
                .cache(CacheConfig.of(new TierConfig.Memory(0), new TierConfig.Disk(directory, 1 << 26)))
                .build());

        assertCounts(warm(WarmUp.prefix("files", "b/")), 3, 0, 0);

        int calls = storage.calls.size();
        assertThat(get("/b/large").header("cache-status")).isEqualTo("yatagarasu; hit; detail=disk");
        assertThat(get("/b/large").text()).isEqualTo(large);
        assertThat(get("/b//c").header("cache-status")).isEqualTo("yatagarasu; hit; detail=disk");
        assertThat(storage.calls).hasSize(calls);
    }

    @Test
    void warm_keys_countsWhatThereIsAndWhatThereIsNot() {
        fill();

        WarmUpProgress progress = warm(WarmUp.keys("files", List.of("a.txt", "b//c", "nothing", "", "//", "../a.txt")));

        assertThat(progress.state()).isEqualTo(State.DONE);
        assertThat(progress.found()).isEqualTo(6);
        assertCounts(progress, 2, 3, 1);
        assertThat(progress.failures())
                .containsExactly(new WarmUpProgress.Failure("nothing", "there is no such object"));
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("HIT");
    }

    @Test
    void warm_again_readsNothingFromStorage() {
        fill();
        warm(WarmUp.prefix("files", ""));
        int calls = storage.calls.size();

        WarmUpProgress progress = warm(WarmUp.prefix("files", ""));

        assertCounts(progress, 4, 0, 0);
        assertThat(progress.bytes()).isZero();
        assertThat(storage.calls).hasSize(calls);
    }

    @Test
    void warm_partlyCached_readsWhatIsMissing() {
        fill();
        get("/b/large", "range", "bytes=0-5");

        WarmUpProgress progress = warm(WarmUp.keys("files", List.of("b/large")));

        assertThat(progress.bytes()).isEqualTo(large.length() - BLOCK);
        assertThat(get("/b/large").fast()).isTrue();
    }

    @Test
    void warm_objectsOverTheBucketsSize_areSkippedUnread() {
        fill();
        start(config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder().maxObjectSize(BLOCK).build())));

        WarmUpProgress progress = warm(WarmUp.prefix("files", "b/"));

        assertCounts(progress, 2, 1, 0);
        assertThat(storage.calls).noneMatch(call -> call.request().key().equals("b/large"));
        assertCounts(warm(WarmUp.keys("files", List.of("b/large"))), 0, 1, 0);
        assertThat(engine().cache().entry("files", "b/large").tiers().getFirst().heads())
                .isEmpty();
    }

    @Test
    void warm_whatMustNotBeKept_isSkipped() {
        storage.put("p/private", "text", "etag", "\"p\"", "cache-control", "private");

        assertCounts(warm(WarmUp.prefix("files", "p/")), 0, 1, 0);
    }

    @Test
    void warm_storageFails_saysOfTheFirstWhatWasWrong() {
        for (int i = 0; i < 30; i++) {
            storage.putVersion("f/" + i, "x", "v");
        }
        storage.fault = (call, honest) -> {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "no connection to storage:9000");
        };

        WarmUpProgress progress = warm(WarmUp.prefix("files", "f/"));

        assertThat(progress.state()).isEqualTo(State.DONE);
        assertCounts(progress, 0, 0, 30);
        assertThat(progress.failures())
                .hasSize(10)
                .allMatch(failure -> failure.message().equals("no connection to storage:9000"));
    }

    @Test
    void warm_listingFails_fails() {
        fill();
        storage.lists = false;

        WarmUpProgress progress = warm(WarmUp.prefix("files", "b/"));

        assertThat(progress.state()).isEqualTo(State.FAILED);
        assertThat(progress.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("cannot list"));
    }

    @Test
    void warm_whateverItDoes_isNoClientsRequest() {
        fill();
        start(cached(), builder -> builder.metrics(metrics));
        List<CacheStatistics.Bucket> before = engine().cache().statistics().buckets();

        warm(WarmUp.keys("files", List.of("a.txt", "b/large", "none")));

        assertThat(engine().cache().statistics().buckets()).isEqualTo(before);
        assertThat(engine().cache().statistics().tiers().getFirst().misses()).isZero();
        assertThat(events).isEmpty();
        assertThat(count("yatagarasu_warmup_objects{bucket=\"files\",result=\"done\"}"))
                .isEqualTo(2);
        assertThat(count("yatagarasu_warmup_objects{bucket=\"files\",result=\"failed\"}"))
                .isEqualTo(1);
        assertThat(count("yatagarasu_warmup_objects{bucket=\"files\",result=\"skipped\"}"))
                .isZero();
        assertThat(count("yatagarasu_warmup_read_bytes{bucket=\"files\"}")).isEqualTo(large.length() + 10);
        assertThat(jobsAtWork()).isEqualTo(0);
    }

    private Object jobsAtWork() {
        return Objects.requireNonNull(metrics.getGauges().get("yatagarasu_warmup_jobs"))
                .getValue();
    }

    private long count(String name) {
        return Objects.requireNonNull(metrics.getCounters().get(name), name).getCount();
    }

    @Test
    void warm_objectThatChangesMeanwhile_isReadAnew() {
        storage.putVersion("b/large", large, "l1");
        get("/b/large", "range", "bytes=0-5");
        storage.putVersion("b/large", large.toUpperCase(Locale.ROOT), "l2");

        assertCounts(warm(WarmUp.keys("files", List.of("b/large"))), 1, 0, 0);

        assertThat(get("/b/large").text()).isEqualTo(large.toUpperCase(Locale.ROOT));
        assertThat(get("/b/large").fast()).isTrue();
    }

    @Test
    void warm_bucketWithoutCacheOrUnknown_isRefused() {
        start(config(uncached("raw", "/", storage)));

        assertThatThrownBy(() -> engine().cache().warm(WarmUp.prefix("raw", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uses no cache");
        assertThatThrownBy(() -> engine().cache().warm(WarmUp.prefix("no", "")))
                .isInstanceOf(UnknownBucketException.class);
    }

    @Test
    void warmUp_impossibleNumbers_areRefused() {
        WarmUp plain = WarmUp.prefix("files", "");

        assertThatThrownBy(() -> plain.withConcurrency(0))
                .hasMessageContaining("1 to 64")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> plain.withConcurrency(65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain.withRequestsPerSecond(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain.withBytesPerSecond(1000)).hasMessageContaining("262144");
    }

    @Test
    void warm_requestsPerSecond_waitsOnTheScheduler() throws Exception {
        for (int i = 0; i < 4; i++) {
            storage.putVersion("f/" + i, "x", "v");
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            start(cached(), builder -> builder.executor(threads));
            scheduler.runAll();

            WarmUpJob job = engine().cache()
                    .warm(WarmUp.prefix("files", "f/").withConcurrency(1).withRequestsPerSecond(2));

            for (int objects = 1; objects < 4; objects++) {
                awaitTimer(500);
                assertThat(job.progress().done()).isEqualTo(objects);
                clock.advance(Duration.ofMillis(500));
                scheduler.runAll();
            }
            assertThat(job.await(Duration.ofSeconds(20))).isTrue();
            assertCounts(job.progress(), 4, 0, 0);
        }
    }

    @Test
    void warm_bytesPerSecond_waitsBetweenBlocks() throws Exception {
        storage.putVersion("b/large", large, "l");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            start(cached(), builder -> builder.executor(threads));
            scheduler.runAll();

            WarmUpJob job = engine().cache().warm(WarmUp.prefix("files", "b/").withBytesPerSecond(BLOCK));

            for (int block = 2; block <= 3; block++) {
                awaitTimer(1000);
                assertThat(job.progress().bytes()).isEqualTo((long) block * BLOCK);
                clock.advance(Duration.ofSeconds(1));
                scheduler.runAll();
            }
            awaitTimer(1000);
            scheduler.runAll();
            assertThat(job.await(Duration.ofSeconds(20))).isTrue();
            assertCounts(job.progress(), 1, 0, 0);
        }
    }

    private void awaitTimer(long millis) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!scheduler.waitingMillis().contains(millis)) {
            assertThat(System.nanoTime())
                    .as("deadline; waiting %s", scheduler.waitingMillis())
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** A job of one object whose bytes come when the test lets them. */
    private final class Held implements AutoCloseable {
        final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final WarmUpJob job;

        Held() throws InterruptedException {
            for (int i = 0; i < 20; i++) {
                storage.putVersion("f/" + i, "x", "v");
            }
            storage.fault = (call, honest) -> {
                asked.countDown();
                try {
                    assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return honest.get();
            };
            start(cached(), builder -> builder.executor(threads).metrics(metrics));
            job = engine().cache().warm(WarmUp.prefix("files", "f/").withConcurrency(1));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void letGo() throws InterruptedException {
            gate.countDown();
            assertThat(job.await(Duration.ofSeconds(20))).isTrue();
        }

        @Override
        public void close() {
            gate.countDown();
            threads.close();
        }
    }

    @Test
    void cancel_job_endsItAfterTheObjectAtHand() throws Exception {
        try (Held held = new Held()) {
            assertThat(held.job.progress().state()).isEqualTo(State.RUNNING);
            assertThat(jobsAtWork()).isEqualTo(1);

            held.job.cancel();

            assertThat(held.job.progress().state()).isEqualTo(State.CANCELLED);
            assertThat(held.job.progress().ended()).isEmpty();
            held.letGo();
            assertThat(held.job.progress().ended()).isPresent();
            assertThat(held.job.progress().reason()).contains("somebody cancelled it");
            assertThat(storage.calls).hasSize(1);
            held.job.cancel();
            assertThat(held.job.progress().state()).isEqualTo(State.CANCELLED);
        }
    }

    @Test
    void reload_whileAJobIsAtWork_endsItAndKeepsItsStorageOpenUntilThen() throws Exception {
        try (Held held = new Held()) {
            MemoryStorage other = new MemoryStorage();

            engine().reload(config(bucket("files", "/", other)));

            assertThat(held.job.progress().state()).isEqualTo(State.CANCELLED);
            assertThat(held.job.progress().reason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("reloaded"));
            assertThat(storage.closings).hasValue(0);
            held.letGo();
            assertThat(storage.closings).hasValue(1);
            assertThat(engine().cache().warmUps()).containsExactly(held.job);
        }
    }

    @Test
    void close_whileAJobIsAtWork_endsIt() throws Exception {
        try (Held held = new Held()) {
            engine().close();

            assertThat(held.job.progress().state()).isEqualTo(State.CANCELLED);
            held.letGo();
            assertThat(storage.closings).hasValue(1);
            assertThatThrownBy(() -> engine().cache().warm(WarmUp.prefix("files", "")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void warm_clientWantsTheSameObject_sharesOneTransfer() throws Exception {
        try (Held held = new Held();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var client = clients.submit(() -> get("/f/0").text());
            held.letGo();

            assertThat(client.get(20, TimeUnit.SECONDS)).isEqualTo("x");
            assertThat(storage.calls.stream()
                            .filter(call -> call.request().key().equals("f/0")))
                    .hasSize(1);
        }
    }

    @Test
    void warm_tooManyAtWork_isRefusedUntilOneHasEnded() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        start(cached(), builder -> builder.executor(waiting::add));
        WarmUp one = WarmUp.keys("files", List.of("a.txt")).withConcurrency(1);
        for (int i = 0; i < 8; i++) {
            engine().cache().warm(one);
        }

        assertThatThrownBy(() -> engine().cache().warm(one)).isInstanceOf(TooManyWarmUpsException.class);

        waiting.remove().run();
        assertThat(engine().cache().warm(one).id()).isEqualTo("9");
        waiting.forEach(Runnable::run);
    }

    @Test
    void warmUps_many_theLastHundredAreRemembered() {
        for (int i = 0; i < 130; i++) {
            warm(WarmUp.keys("files", List.of("a.txt")));
        }

        assertThat(engine().cache().warmUps()).hasSize(100);
        assertThat(engine().cache().warmUps().getFirst().id()).isEqualTo("130");
        assertThat(engine().cache().warmUp("30")).isEmpty();
        assertThat(engine().cache().warmUp("31")).isPresent();
        assertThat(engine().cache().warmUp("x")).isEmpty();
    }

    @Test
    void warm_executorThatTakesNothing_endsTheJob() {
        AtomicInteger taken = new AtomicInteger();
        start(
                cached(),
                builder -> builder.executor(task -> {
                    if (taken.incrementAndGet() > 1) {
                        throw new RejectedExecutionException("shut down");
                    }
                    task.run();
                }));
        taken.set(1);

        WarmUpProgress progress = warm(WarmUp.prefix("files", ""));

        assertThat(progress.state()).isEqualTo(State.CANCELLED);
    }
}
