package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.core.config.CircuitBreakerConfig;
import dev.yatagarasu.core.config.ReplicaConfig;
import dev.yatagarasu.core.config.ReplicaConfig.OnMissing;
import dev.yatagarasu.core.config.RetryConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.metrics.ReplicaMetrics;
import dev.yatagarasu.core.internal.resilience.Backoff;
import dev.yatagarasu.core.internal.resilience.CircuitBreaker;
import dev.yatagarasu.core.internal.resilience.Pause;
import dev.yatagarasu.core.report.BreakerState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the storage of buckets from their replicas. A replica that is configured as before is the one that is open, with its
 * connections and all that is known of how well it works. For one thread at a time.
 */
public final class BucketStorages {
    private static final Logger log = LoggerFactory.getLogger(BucketStorages.class);

    private final StorageBackends backends;
    private final EngineMetrics metrics;
    private final StorageEvents events;
    private final Pause pause;
    private final SharedBackends replicas = new SharedBackends(new HashMap<>());

    /** What a replica was made from: with anything else it would be another one. */
    private record Origin(Replica.Id id, StorageConfig config, boolean checksums, CircuitBreaker.Settings breaker) {}

    /**
     * One replica of a bucket.
     *
     * @param name its name
     * @param config where its objects are
     * @param onMissing whether it is asked for what those before it do not have
     * @param alone whether it is the bucket's only one
     */
    public record Wanted(String name, StorageConfig config, OnMissing onMissing, boolean alone) {

        private CircuitBreaker.Settings breaker() {
            if (config instanceof S3Config s3) {
                return settings(s3.circuitBreaker());
            }
            return alone ? CircuitBreaker.Settings.never() : settings(CircuitBreakerConfig.defaults());
        }

        private static CircuitBreaker.Settings settings(CircuitBreakerConfig config) {
            return new CircuitBreaker.Settings(
                    config.failureThreshold(),
                    config.successThreshold(),
                    config.timeout(),
                    CircuitBreakerConfig.LONGEST);
        }

        /** Only of S3 is it known that asking twice is harmless and may help. */
        private RetryConfig retry() {
            return config instanceof S3Config s3 ? s3.retry() : RetryConfig.none();
        }
    }

    /** A replica that has been made. */
    public record Made(Wanted wanted, StorageLease lease) implements AutoCloseable {
        @Override
        public void close() {
            lease.close();
        }
    }

    /** With what makes backends. */
    public BucketStorages(StorageBackends backends, EngineMetrics metrics, StorageEvents events) {
        this(backends, metrics, events, Pause.real());
    }

    BucketStorages(StorageBackends backends, EngineMetrics metrics, StorageEvents events, Pause pause) {
        this.backends = backends;
        this.metrics = metrics;
        this.events = events;
        this.pause = pause;
    }

    /**
     * A lease on a replica of the bucket that the context names; see {@link StorageBackends#lease} for the rest.
     */
    public Made make(Wanted wanted, boolean checksums, ComponentContext context) {
        Replica.Id id = new Replica.Id(context.name(), wanted.name);
        Origin origin = new Origin(id, wanted.config, checksums, wanted.breaker());
        ComponentContext own = wanted.name.equals(ReplicaConfig.PRIMARY)
                ? context
                : new ComponentContext(context.name() + "/" + wanted.name, context.clock(), context.executor());
        return new Made(
                wanted,
                replicas.lease(
                        origin,
                        () -> new Replica(
                                id,
                                backends.lease(wanted.config, checksums, own),
                                breaker(id, origin.breaker, context.clock()),
                                new ReplicaMetrics(metrics, id.bucket(), id.name()),
                                context.clock())));
    }

    private CircuitBreaker breaker(Replica.Id id, CircuitBreaker.Settings settings, Clock clock) {
        return new CircuitBreaker(settings, clock, BucketStorages::random, state -> {
            tell(id, state);
            events.breakerTurned(id.bucket(), id.name(), state);
        });
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private static void tell(Replica.Id id, BreakerState state) {
        switch (state) {
            case OPEN -> log.warn("{} fails: its circuit breaker is open, no requests go there for a while", id);
            case HALF_OPEN -> log.info("{} is tried again: its circuit breaker is half-open", id);
            case CLOSED -> log.info("{} works again: its circuit breaker is closed", id);
        }
    }

    /** The storage of a bucket, from its replicas in their order; closing it closes them. */
    public ReplicatedStorage of(String bucket, Clock clock, List<Made> made) {
        List<ReplicatedStorage.Member> members = new ArrayList<>();
        int group = 0;
        for (Made one : made) {
            group += members.isEmpty() || one.wanted.onMissing == OnMissing.STOP ? 0 : 1;
            members.add(new ReplicatedStorage.Member(
                    one.lease, (Replica) one.lease.backend(), one.wanted.retry().maxAttempts(), group));
        }
        RetryConfig retry = made.getFirst().wanted.retry();
        Backoff backoff = new Backoff(retry.initialBackoff(), retry.maxBackoff(), BucketStorages::random);
        return new ReplicatedStorage(new Setup(bucket, backoff, clock, pause, events), members);
    }
}
