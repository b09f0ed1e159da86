package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.ErrorFormat;
import dev.yatagarasu.core.config.ReplicaConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.report.BreakerState;
import dev.yatagarasu.core.report.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine with a bucket whose objects are in two places. */
class ReplicasTest extends EngineTest {
    private final MemoryStorage copy = new MemoryStorage();
    private final List<String> told = new ArrayList<>();

    private BucketConfig.Builder replicated() {
        return uncached("files", "/", storage).replica(ReplicaConfig.of("copy", new StorageConfig.Provided(copy)));
    }

    @BeforeEach
    void startWithACopy() {
        storage.put("a.txt", "primary");
        copy.put("a.txt", "copy");
        start(
                config(replicated()),
                builder -> builder.listener(new Listener() {
                    @Override
                    public void storageFailedOver(String bucket, String from, String to) {
                        told.add(bucket + ": " + from + " to " + to);
                    }

                    @Override
                    public void storageBreakerTurned(String bucket, String replica, BreakerState state) {
                        told.add(bucket + ": " + replica + " " + state);
                    }
                }));
    }

    @AfterEach
    void nothingOfTheCopyIsLeft() {
        assertThat(copy.closed.get()).isEqualTo(copy.opened.get());
    }

    private void failPrimary() {
        storage.fault = (call, honest) -> {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "away");
        };
        storage.health = () -> new StorageHealth.Down("away");
    }

    private void failPrimaryUntilLeftAlone() {
        failPrimary();
        for (int i = 0; i < 5; i++) {
            assertThat(get("/a.txt").text()).isEqualTo("copy");
        }
    }

    @Test
    void get_primaryFails_isAnsweredByTheCopyAndListenersAreTold() {
        assertThat(get("/a.txt").text()).isEqualTo("primary");
        failPrimary();

        assertThat(get("/a.txt").text()).isEqualTo("copy");
        assertThat(told).containsExactly("files: primary to copy");
    }

    @Test
    void get_primaryWorksAgain_isAskedOnceItsBreakerLetsIt() {
        failPrimaryUntilLeftAlone();
        assertThat(told).contains("files: primary OPEN");
        storage.fault = (call, honest) -> honest.get();
        assertThat(get("/a.txt").text()).isEqualTo("copy");

        clock.advance(Duration.ofSeconds(34));
        assertThat(get("/a.txt").text()).isEqualTo("primary");
    }

    @Test
    void get_bothFail_saysWhenToComeBack() {
        failPrimaryUntilLeftAlone();
        copy.fault = storage.fault;
        for (int i = 0; i < 5; i++) {
            assertThat(get("/a.txt").status()).isEqualTo(503);
        }

        Reply reply = get("/a.txt");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(27, 33);
    }

    @Test
    void readiness_someReplicaIsNotWell_isDegradedAndNamesIt() {
        scheduler.runAll();
        assertThat(engine().readiness().state()).isEqualTo(Readiness.State.READY);

        copy.health = () -> new StorageHealth.Down("refused");
        scheduler.runAll();
        assertThat(engine().readiness().state()).isEqualTo(Readiness.State.DEGRADED);
        assertThat(engine().readiness().buckets()).containsEntry("files", "degraded: replica copy: refused");
        engine().storage().disable("files", "primary");
        assertThat(engine().readiness().buckets().get("files")).contains("replica primary: disabled by an operator");
    }

    @Test
    void disable_primary_hasTheCopyAskedUntilItIsEnabledAgain() {
        engine().storage().disable("files", "primary");
        assertThat(get("/a.txt").text()).isEqualTo("copy");
        engine().storage().enable("files", "primary");
        assertThat(get("/a.txt").text()).isEqualTo("primary");
    }

    @Test
    void disable_whatThereIsNot_saysWhatThereIs() {
        assertThatThrownBy(() -> engine().storage().disable("flies", "primary"))
                .isInstanceOf(UnknownBucketException.class);
        assertThatThrownBy(() -> engine().storage().disable("files", "cpoy"))
                .isInstanceOf(UnknownReplicaException.class)
                .hasMessageContaining("[primary, copy]");
    }

    @Test
    void reload_sameReplicas_areLeftAloneAsBefore() {
        failPrimaryUntilLeftAlone();
        int calls = storage.calls.size();

        engine().reload(config(replicated().errors(ErrorFormat.S3)));
        assertThat(engine().storage().replicas().getFirst().breaker()).isEqualTo(BreakerState.OPEN);
        assertThat(get("/a.txt").text()).isEqualTo("copy");
        assertThat(storage.calls).hasSize(calls);
    }

    @Test
    void metrics_breakerOfAReplica_areShown() {
        failPrimaryUntilLeftAlone();
        Map<String, Counter> counters = engine().metrics().getCounters();
        Map<String, ?> gauges = engine().metrics().getGauges();

        assertThat(gauges.get("yatagarasu_storage_breaker_state{bucket=\"files\",replica=\"primary\"}"))
                .extracting("value")
                .isEqualTo(2);
        assertThat(counters.get("yatagarasu_storage_failovers{bucket=\"files\",from=\"primary\",to=\"copy\"}"))
                .extracting(Counter::getCount)
                .isEqualTo(5L);
    }
}
