package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How an engine comes and goes. */
class LifecycleTest {
    private final List<String> closed = new ArrayList<>();

    /** Storage that notes its closing and may fail in it. */
    private record Noted(String name, List<String> closed, boolean fails) implements StorageBackend {
        @Override
        public StorageResponse get(StorageRequest request) {
            return new StorageResponse.NotFound();
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            return new StorageResponse.NotFound();
        }

        @Override
        public StorageHealth probe() {
            return new StorageHealth.Up();
        }

        @Override
        public void close() {
            closed.add(name);
            if (fails) {
                throw new IllegalStateException("closing failed");
            }
        }
    }

    private BucketConfig noted(String name, boolean fails) {
        return BucketConfig.publicBucket(name, "/" + name, new StorageConfig.Provided(new Noted(name, closed, fails)))
                .build();
    }

    private static BucketConfig unknownType(String name, String type) {
        ConfigNode settings = ConfigNode.of(Map.of("type", type));
        return BucketConfig.publicBucket(name, "/" + name, new StorageConfig.Plugin(type, settings))
                .build();
    }

    private static YatagarasuConfig config(BucketConfig... buckets) {
        YatagarasuConfig.Builder config = YatagarasuConfig.builder();
        for (BucketConfig bucket : buckets) {
            config.bucket(bucket);
        }
        return config.build();
    }

    @Test
    void close_severalBuckets_closesThemInReverseOrderThoughOneFails() {
        Yatagarasu engine = Yatagarasu.builder()
                .config(config(noted("a", false), noted("b", true), noted("c", false)))
                .build();

        engine.close();

        assertThat(closed).containsExactly("c", "b", "a");
    }

    @Test
    void build_severalBucketsCannotBeMade_reportsAllAndClosesTheOthers() {
        YatagarasuBuilder builder = Yatagarasu.builder()
                .config(config(
                        noted("a", false),
                        unknownType("b", "gopher"),
                        noted("c", true),
                        noted("d", false),
                        unknownType("e", "floppy")));

        ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, builder::build);

        assertThat(failure.problems()).hasSize(2);
        assertThat(failure).hasMessageContaining("gopher").hasMessageContaining("floppy");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(closed).containsExactly("d", "c", "a");
    }

    @Test
    void build_schedulerIsShutDown_closesStorage() {
        ManualScheduler scheduler = new ManualScheduler();
        scheduler.rejects = true;
        YatagarasuBuilder builder =
                Yatagarasu.builder().config(config(noted("a", false))).scheduler(scheduler);

        assertThatThrownBy(builder::build).isInstanceOf(RejectedExecutionException.class);
        assertThat(closed).containsExactly("a");
    }

    @Test
    void build_withoutConfiguration_saysWhatIsMissing() {
        assertThatThrownBy(() -> Yatagarasu.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("config");
    }

    @Test
    void close_executorsOfTheCaller_areLeftRunning() throws InterruptedException {
        try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
            Yatagarasu.builder()
                    .config(config(noted("a", false)))
                    .executor(scheduler)
                    .scheduler(scheduler)
                    .build()
                    .close();

            CountDownLatch ran = new CountDownLatch(1);
            scheduler.execute(ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void build_defaultExecutors_probeStorageByThemselves() throws InterruptedException {
        CountDownLatch probed = new CountDownLatch(1);
        MemoryStorage storage = new MemoryStorage();
        storage.health = () -> {
            probed.countDown();
            return new StorageHealth.Up();
        };
        BucketConfig bucket = BucketConfig.publicBucket("files", "/", new StorageConfig.Provided(storage))
                .build();
        try (Yatagarasu engine = Yatagarasu.builder().config(config(bucket)).build()) {
            assertThat(probed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(engine.config().buckets()).containsExactly(bucket);
        }
        assertThat(storage.closings).hasValue(1);
    }
}
