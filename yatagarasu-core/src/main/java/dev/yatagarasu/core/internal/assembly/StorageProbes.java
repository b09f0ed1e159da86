package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Site;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every bucket's storage in the background whether it answers. A probe that takes longer than the interval is not
 * started a second time; storage whose probe is not back after two intervals counts as down until it is. What they
 * find is logged where it is new.
 */
final class StorageProbes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StorageProbes.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    /** With many buckets the interval grows, so that there are never more than 20 probes a second. */
    private static final long MILLIS_PER_BUCKET = 50;

    private final Supplier<Site> site;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    /** How many rounds have found a bucket's probe still running. */
    private final ConcurrentHashMap<Bucket, Integer> running = new ConcurrentHashMap<>();

    private Optional<ScheduledFuture<?>> next = Optional.empty();
    private boolean closed;

    StorageProbes(Supplier<Site> site, Executor executor, ScheduledExecutorService scheduler) {
        this.site = site;
        this.executor = executor;
        this.scheduler = scheduler;
        roundIn(0);
    }

    private synchronized void roundIn(long millis) {
        if (!closed) {
            next = Optional.of(scheduler.schedule(this::round, millis, TimeUnit.MILLISECONDS));
        }
    }

    private void round() {
        Site probed = site.get();
        try {
            probeAll(probed);
        } catch (RejectedExecutionException e) {
            log.warn("no probe could be started; the next try is in the next round", e);
        } finally {
            roundIn(Math.max(INTERVAL.toMillis(), probed.buckets().size() * MILLIS_PER_BUCKET));
        }
    }

    /** Starts a probe of every bucket that is not being probed already. */
    void probeAll(Site probed) {
        for (Bucket bucket : probed.buckets()) {
            Integer found = running.putIfAbsent(bucket, 0);
            if (found == null) {
                start(bucket);
            } else if (running.computeIfPresent(bucket, (same, rounds) -> rounds + 1) != null && found > 0) {
                bucket.health(new StorageHealth.Down("the last probe is not back yet"));
            }
        }
    }

    private void start(Bucket bucket) {
        try {
            executor.execute(() -> probe(bucket));
        } catch (RejectedExecutionException e) {
            running.remove(bucket);
            throw e;
        }
    }

    private void probe(Bucket bucket) {
        try {
            bucket.health(bucket.storage().probe());
        } catch (RuntimeException | Error e) {
            log.debug("the probe of bucket {} failed", bucket.name(), e);
            bucket.health(new StorageHealth.Down("the probe failed: " + e.getMessage()));
        } finally {
            running.remove(bucket);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        next.ifPresent(round -> round.cancel(false));
    }
}
