package dev.yatagarasu.core;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Site;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every bucket's storage in the background whether it answers. A probe that takes longer than the interval is not
 * started a second time. Changes are logged once.
 */
final class StorageProbes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StorageProbes.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    /** With many buckets the interval grows, so that there are never more than 20 probes a second. */
    private static final long MILLIS_PER_BUCKET = 50;

    private final Supplier<Site> site;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private final ConcurrentHashMap<Bucket, Boolean> running = new ConcurrentHashMap<>();
    private volatile ScheduledFuture<?> next;

    StorageProbes(Supplier<Site> site, Executor executor, ScheduledExecutorService scheduler) {
        this.site = site;
        this.executor = executor;
        this.scheduler = scheduler;
        this.next = scheduler.schedule(this::round, 0, TimeUnit.MILLISECONDS);
    }

    private void round() {
        Site probed = site.get();
        probeAll(probed);
        long interval = Math.max(INTERVAL.toMillis(), probed.buckets().size() * MILLIS_PER_BUCKET);
        next = scheduler.schedule(this::round, interval, TimeUnit.MILLISECONDS);
    }

    /** Starts a probe of every bucket that is not being probed already. */
    void probeAll(Site probed) {
        for (Bucket bucket : probed.buckets()) {
            if (running.putIfAbsent(bucket, true) == null) {
                executor.execute(() -> probe(bucket));
            }
        }
    }

    private void probe(Bucket bucket) {
        try {
            note(bucket, bucket.storage().probe());
        } catch (RuntimeException e) {
            log.debug("the probe of bucket {} failed", bucket.name(), e);
            note(bucket, new StorageHealth.Down("the probe failed: " + e.getMessage()));
        } finally {
            running.remove(bucket);
        }
    }

    private static void note(Bucket bucket, StorageHealth found) {
        Optional<StorageHealth> before = bucket.health();
        bucket.health(found);
        if (before.equals(Optional.of(found))) {
            return;
        }
        switch (found) {
            case StorageHealth.Up up -> log.info("storage of bucket {} answers", bucket.name());
            case StorageHealth.Down down -> log.warn("storage of bucket {}: {}", bucket.name(), down.detail());
        }
    }

    @Override
    public void close() {
        next.cancel(false);
    }
}
