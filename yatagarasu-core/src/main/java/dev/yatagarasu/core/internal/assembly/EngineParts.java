package dev.yatagarasu.core.internal.assembly;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.core.internal.engine.Listeners;
import dev.yatagarasu.core.internal.engine.TimeSource;
import dev.yatagarasu.core.internal.identity.Authenticators;
import dev.yatagarasu.core.internal.identity.KeySets;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.policy.Policies;
import dev.yatagarasu.core.internal.storage.BucketStorages;
import dev.yatagarasu.core.internal.storage.StorageBackends;
import dev.yatagarasu.core.internal.storage.StorageEvents;
import dev.yatagarasu.core.report.BreakerState;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** What an engine is made with; {@code owned} is what it must shut down. */
public record EngineParts(
        TimeSource time,
        MetricRegistry registry,
        EngineMetrics metrics,
        Executor executor,
        ScheduledExecutorService scheduler,
        List<ClassLoader> plugins,
        Listeners listeners,
        List<ExecutorService> owned) {
    Clock clock() {
        return time.clock();
    }

    SiteParts.Makers makers(KeySets keySets) {
        return new SiteParts.Makers(
                new BucketStorages(new StorageBackends(plugins), metrics, storageEvents()),
                new Authenticators(plugins, keySets),
                new Policies(plugins),
                clock(),
                executor);
    }

    private StorageEvents storageEvents() {
        return new StorageEvents() {
            @Override
            public void failedOver(String bucket, String from, String to) {
                listeners.tell(listener -> listener.storageFailedOver(bucket, from, to));
            }

            @Override
            public void breakerTurned(String bucket, String replica, BreakerState state) {
                listeners.tell(listener -> listener.storageBreakerTurned(bucket, replica, state));
            }
        };
    }

    /** Tells the listeners that a tier of the cache has begun to fail, or works again. */
    void cacheTierTurned(String tier, boolean up) {
        listeners.tell(listener -> listener.cacheTierTurned(tier, up));
    }

    /** Takes its metrics away, and stops the executors that it owns. */
    public void close() {
        metrics.close();
        owned.forEach(ExecutorService::shutdownNow);
    }
}
