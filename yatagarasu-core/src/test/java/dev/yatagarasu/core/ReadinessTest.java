package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.report.Readiness.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the probes of storage find, and what is made of it. Probes and rounds run when the test says so. */
class ReadinessTest extends EngineTest {
    private final MemoryStorage other = new MemoryStorage();
    private final Deque<Runnable> probes = new ArrayDeque<>();
    private final AtomicInteger probed = new AtomicInteger();

    private void startTwo() {
        start(config(bucket("a", "/a", storage), bucket("b", "/b", other)), builder -> builder.executor(probes::add));
    }

    private void runProbes() {
        while (!probes.isEmpty()) {
            probes.pop().run();
        }
    }

    private void round() {
        scheduler.runAll();
        runProbes();
    }

    private State state() {
        return engine().readiness().state();
    }

    @Test
    void readiness_beforeTheFirstProbe_isStarting() {
        startTwo();

        assertThat(state()).isEqualTo(State.STARTING);
        assertThat(engine().readiness().isReady()).isFalse();
        assertThat(engine().readiness().buckets())
                .containsExactly(Map.entry("a", "unknown"), Map.entry("b", "unknown"));
    }

    @Test
    void readiness_asProbesComeBack_goesFromStartingOverDegradedToReady() {
        startTwo();
        scheduler.runAll();

        probes.pop().run();
        assertThat(state()).isEqualTo(State.DEGRADED);
        assertThat(engine().readiness().isReady()).isTrue();
        probes.pop().run();
        assertThat(state()).isEqualTo(State.READY);
        assertThat(engine().readiness().buckets().values()).containsExactly("up", "up");
    }

    @Test
    void readiness_storageGoesDownAndComesBack_isNoticedWithinARound() {
        startTwo();
        round();
        storage.health = () -> new StorageHealth.Down("refused");
        round();
        assertThat(state()).isEqualTo(State.DEGRADED);
        assertThat(engine().readiness().buckets()).containsEntry("a", "refused").containsEntry("b", "up");

        other.health = () -> new StorageHealth.Down("away");
        round();
        assertThat(state()).isEqualTo(State.UNAVAILABLE);
        assertThat(engine().readiness().isReady()).isFalse();

        storage.health = StorageHealth.Up::new;
        round();
        assertThat(engine().readiness().isReady()).isTrue();
    }

    @Test
    void readiness_oneDownAndOneUnknown_isStarting() {
        storage.health = () -> new StorageHealth.Down("refused");
        startTwo();
        scheduler.runAll();
        probes.pop().run();

        assertThat(state()).isEqualTo(State.STARTING);
    }

    @Test
    void probe_thatThrows_isDownAndIsAskedAgain() {
        startTwo();
        for (Throwable thrown : List.of(new IllegalStateException("a bug"), new NoClassDefFoundError("a/Class"))) {
            storage.health = () -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            };
            round();
            assertThat(engine().readiness().buckets().get("a")).contains(String.valueOf(thrown.getMessage()));
            storage.health = StorageHealth.Up::new;
            round();
            assertThat(state()).isEqualTo(State.READY);
        }
    }

    @Test
    void probe_thatHangs_isNotStartedTwiceAndCountsAsDownUntilItIsBack() {
        storage.health = () -> {
            probed.incrementAndGet();
            return new StorageHealth.Up();
        };
        startTwo();
        round();
        assertThat(state()).isEqualTo(State.READY);

        scheduler.runAll();
        Runnable hanging = probes.pop();
        runProbes();
        round();
        assertThat(state()).as("late by less than two rounds").isEqualTo(State.READY);
        round();
        assertThat(state()).isEqualTo(State.DEGRADED);
        assertThat(engine().readiness().buckets().get("a")).contains("not back");
        assertThat(probed).hasValue(1);

        hanging.run();
        assertThat(state()).isEqualTo(State.READY);
        round();
        assertThat(probed).hasValue(3);
    }

    @Test
    void round_executorRejects_isTriedAgain() {
        AtomicInteger rejections = new AtomicInteger();
        start(
                cached(),
                builder -> builder.executor(task -> {
                    if (rejections.getAndIncrement() == 0) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                }));

        scheduler.runAll();
        assertThat(state()).isEqualTo(State.STARTING);
        scheduler.runAll();
        assertThat(state()).isEqualTo(State.READY);
    }

    @Test
    void rounds_comeEveryFiveSecondsAndEndWithTheEngine() {
        startTwo();
        assertThat(scheduler.waitingMillis()).containsExactly(0L);
        round();
        assertThat(scheduler.waitingMillis()).containsExactly(5_000L);

        engine().close();
        assertThat(scheduler.waitingMillis()).isEmpty();
        assertThat(state()).isEqualTo(State.STOPPING);
    }

    @Test
    void close_amidARound_schedulesNoOther() {
        start(cached(), builder -> builder.executor(task -> engine().close()));

        scheduler.runAll();

        assertThat(scheduler.waitingMillis()).isEmpty();
    }

    @Test
    void reload_sameStorage_staysReadyWithoutAProbe() {
        startTwo();
        round();

        engine().reload(config(bucket("a", "/elsewhere", storage), bucket("b", "/b", other)));

        assertThat(state()).isEqualTo(State.READY);
    }

    @Test
    void reload_newBucket_isProbedAtOnceAndBecomesReady() {
        startTwo();
        round();

        engine().reload(config(bucket("a", "/a", storage), bucket("c", "/c", other)));
        assertThat(state()).isEqualTo(State.DEGRADED);
        assertThat(engine().readiness().buckets()).containsEntry("c", "unknown");
        runProbes();

        assertThat(state()).isEqualTo(State.READY);
    }

    @Test
    void reload_probeOfTheOldSiteComesBackLate_doesNotCount() {
        start(cached(), builder -> builder.executor(probes::add));
        scheduler.runAll();
        Runnable old = probes.pop();
        other.health = () -> new StorageHealth.Down("away");
        engine().reload(config(bucket("files", "/", other)));
        runProbes();
        old.run();

        assertThat(state()).isEqualTo(State.UNAVAILABLE);
    }
}
