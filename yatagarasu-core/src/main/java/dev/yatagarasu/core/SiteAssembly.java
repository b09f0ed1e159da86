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
import dev.yatagarasu.core.engine.Site;
import dev.yatagarasu.core.metrics.RequestMetrics;
import dev.yatagarasu.core.storage.StorageBackends;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Brings what a configuration describes into being: all of it, or nothing and a list of all that is wrong. */
record SiteAssembly(
        StorageBackends backends, ObjectCache cache, MetricRegistry metrics, Clock clock, Executor executor) {

    Site assemble(YatagarasuConfig config) {
        List<Bucket> buckets = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (BucketConfig bucket : config.buckets()) {
            try {
                buckets.add(assemble(bucket, config.cache().enabled()));
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
            } catch (RuntimeException e) {
                closeAll(buckets);
                throw e;
            }
        }
        if (!problems.isEmpty()) {
            closeAll(buckets);
            throw new ConfigurationException(problems);
        }
        return new Site(config, buckets);
    }

    private Bucket assemble(BucketConfig bucket, boolean cacheEnabled) {
        StorageBackend storage = backends.create(bucket, new ComponentContext(bucket.name(), clock, executor));
        return new Bucket(
                bucket,
                storage,
                cacheEnabled ? Optional.of(cache) : Optional.empty(),
                new RequestMetrics(metrics, bucket.name()));
    }

    private static void closeAll(List<Bucket> buckets) {
        buckets.reversed().forEach(bucket -> bucket.storage().close());
    }
}
