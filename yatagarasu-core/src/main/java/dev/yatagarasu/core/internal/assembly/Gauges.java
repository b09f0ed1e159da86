package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Engine;
import dev.yatagarasu.core.internal.identity.KeySets;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.metrics.WarmUpMetrics;
import dev.yatagarasu.core.report.MetricFamily;

/** What an engine shows of its present state in the metrics. */
record Gauges(Engine engine, CacheGauges cache, KeySets keySets, EngineMetrics metrics) {
    /** Shows the buckets of the site in force, too; what is shown already stays as it is. */
    void register() {
        metrics.show(MetricFamily.REQUESTS_IN_FLIGHT, engine::inFlight);
        metrics.show(MetricFamily.REQUESTS_WAITING, engine::waiting);
        cache.register(engine.site().buckets(), metrics);
        PolicyGauges.register(engine::site, metrics);
        KeySetGauges.register(keySets, metrics);
        engine.site().buckets().stream()
                .filter(bucket -> bucket.cache().isPresent())
                .forEach(bucket -> WarmUpMetrics.register(metrics, bucket.name()));
        for (String name : engine.site().byName().keySet()) {
            metrics.show(MetricFamily.STORAGE_UP, () -> isUp(name) ? 1 : 0, "bucket", name);
        }
        ReplicaGauges.register(engine::site, metrics);
    }

    private boolean isUp(String bucket) {
        return engine.site()
                .bucket(bucket)
                .flatMap(Bucket::health)
                .filter(StorageHealth.Up.class::isInstance)
                .isPresent();
    }
}
