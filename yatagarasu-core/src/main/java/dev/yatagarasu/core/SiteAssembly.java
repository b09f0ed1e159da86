package dev.yatagarasu.core;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.core.cache.ObjectCache;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Engine;
import dev.yatagarasu.core.engine.Site;
import dev.yatagarasu.core.guard.Guards;
import dev.yatagarasu.core.metrics.RequestMetrics;
import dev.yatagarasu.core.storage.StorageBackends;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Brings what a configuration describes into being: all of it, or nothing and a list of all that is wrong. */
record SiteAssembly(
        StorageBackends backends, ObjectCache cache, MetricRegistry metrics, Engine.Time time, Executor executor) {

    /** The site of {@code config}; its guards go on with what those {@code before} have counted. */
    Site assemble(YatagarasuConfig config, Guards before) {
        List<StorageBackend> storages = storages(config.buckets());
        Optional<ObjectCache> shared = config.cache().enabled() ? Optional.of(cache) : Optional.empty();
        Guards guards = before.next(config, metrics, time.ticker().getAsLong());
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < storages.size(); i++) {
            BucketConfig bucket = config.buckets().get(i);
            buckets.add(new Bucket(
                    bucket,
                    storages.get(i),
                    shared,
                    new RequestMetrics(metrics, bucket.name()),
                    guards.of(bucket.name())));
        }
        return new Site(config, guards, buckets);
    }

    private List<StorageBackend> storages(List<BucketConfig> buckets) {
        List<StorageBackend> made = new ArrayList<>();
        Set<Problem> problems = new LinkedHashSet<>();
        try {
            for (BucketConfig bucket : buckets) {
                try {
                    made.add(backends.create(bucket, new ComponentContext(bucket.name(), time.clock(), executor)));
                } catch (ConfigurationException e) {
                    problems.addAll(e.problems());
                }
            }
            if (!problems.isEmpty()) {
                throw new ConfigurationException(List.copyOf(problems));
            }
            return made;
        } catch (RuntimeException | Error e) {
            closeAll(made, e);
            throw e;
        }
    }

    private static void closeAll(List<StorageBackend> made, Throwable reason) {
        for (StorageBackend storage : made.reversed()) {
            try {
                storage.close();
            } catch (RuntimeException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
