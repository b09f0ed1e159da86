package dev.yatagarasu.core.internal.storage;

import com.codahale.metrics.Counter;
import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.internal.metrics.ReplicaMetrics;
import dev.yatagarasu.core.internal.resilience.CircuitBreaker;
import dev.yatagarasu.core.internal.resilience.Outage;
import dev.yatagarasu.core.report.ReplicaStatus;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the places where a bucket's objects are, with what is known of how well it works. Lives on across reloads as its
 * backend does. Safe from any thread.
 */
final class Replica implements StorageBackend {
    private static final Logger log = LoggerFactory.getLogger(Replica.class);

    private final Id id;
    private final StorageBackend backend;
    private final CircuitBreaker breaker;
    private final ReplicaMetrics metrics;
    private final Counter answered;
    private final Counter missing;
    private final Map<FailureKind, Counter> failures = new EnumMap<>(FailureKind.class);
    private final Outage denials;
    private volatile boolean enabled = true;
    private volatile Optional<StorageHealth> health = Optional.empty();

    /** Which one it is. */
    record Id(String bucket, String name) {
        @Override
        public String toString() {
            return "replica " + name + " of bucket " + bucket;
        }
    }

    /** It closes the backend. */
    Replica(Id id, StorageBackend backend, CircuitBreaker breaker, ReplicaMetrics metrics, Clock clock) {
        this.id = id;
        this.backend = backend;
        this.breaker = breaker;
        this.metrics = metrics;
        this.answered = metrics.attempts("answered");
        this.missing = metrics.attempts("missing");
        for (FailureKind kind : FailureKind.values()) {
            failures.put(kind, metrics.attempts(kind.outcome()));
        }
        this.denials = new Outage(clock, log::error);
    }

    String name() {
        return id.name();
    }

    ReplicaMetrics metrics() {
        return metrics;
    }

    /** A permit for one call of {@link #ask}, or {@link CircuitBreaker#REFUSED}. */
    long enter() {
        return enabled ? breaker.enter() : CircuitBreaker.REFUSED;
    }

    /** Asks it; whatever comes of that, the permit is given back, or is for {@link #failed} to give back. */
    StorageResponse ask(StorageRequest request, boolean head, long permit) {
        try {
            StorageResponse response = head ? backend.head(request) : backend.get(request);
            if (response == null) {
                throw new StorageException(StorageException.Kind.BROKEN, "storage returned null");
            }
            return answered(permit, response);
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            breaker.released(permit);
            throw e;
        }
    }

    private StorageResponse answered(long permit, StorageResponse response) {
        if (response instanceof StorageResponse.NotFound) {
            breaker.released(permit);
            missing.inc();
        } else {
            breaker.succeeded(permit);
            answered.inc();
        }
        return response;
    }

    /** Notes that {@link #ask} has failed, and says what that means. */
    FailureKind failed(long permit, StorageException failure) {
        FailureKind kind = FailureKind.of(failure);
        if (kind == FailureKind.DOWN) {
            breaker.failed(permit);
        } else {
            breaker.released(permit);
        }
        Counter counter = failures.get(kind);
        if (counter != null) {
            counter.inc();
        }
        if (kind == FailureKind.DENIED) {
            denials.fails(id + ": " + failure.getMessage());
        }
        return kind;
    }

    /** Has it asked, or left alone until further notice. */
    void enable(boolean wanted) {
        if (enabled != wanted) {
            enabled = wanted;
            log.info("{} is {} by an operator", id, wanted ? "enabled" : "disabled");
        }
    }

    boolean isEnabled() {
        return enabled;
    }

    ReplicaStatus status() {
        String found = health.map(last -> switch (last) {
                    case StorageHealth.Up up -> ReplicaStatus.UP;
                    case StorageHealth.Down down -> down.detail();
                })
                .orElse("unknown");
        return new ReplicaStatus(id.bucket(), id.name(), enabled, breaker.state(), breaker.untilNextCall(), found);
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        return backend.get(request);
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return backend.head(request);
    }

    @Override
    public boolean keepsVersions() {
        return backend.keepsVersions();
    }

    @Override
    public Optional<ListPage> list(ListRequest request) {
        return backend.list(request);
    }

    /** Storage that answers its probe need not be left alone any longer. */
    @Override
    public StorageHealth probe() {
        StorageHealth found = backend.probe();
        health = Optional.of(found);
        if (found instanceof StorageHealth.Up) {
            breaker.probed();
        }
        return found;
    }

    @Override
    public void close() {
        backend.close();
    }
}
