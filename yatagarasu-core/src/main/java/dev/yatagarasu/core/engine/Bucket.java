package dev.yatagarasu.core.engine;

import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.cache.Lookups;
import dev.yatagarasu.core.cache.ObjectCache;
import dev.yatagarasu.core.cache.Origin;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.metrics.RequestMetrics;
import java.util.Optional;

/** A bucket at work: its configuration and what serves it. Safe from any thread. */
public final class Bucket implements Origin {
    private final BucketConfig config;
    private final String cacheName;
    private final StorageBackend storage;
    private final Optional<ObjectCache> cache;
    private final Optional<Cors> cors;
    private final RequestMetrics metrics;
    private final Lookups lookups;
    private volatile boolean retired;
    private volatile Optional<StorageHealth> health = Optional.empty();

    /** Puts a bucket together; {@code cache} is used only if the bucket wants one. */
    public Bucket(BucketConfig config, StorageBackend storage, Optional<ObjectCache> cache, RequestMetrics metrics) {
        this.config = config;
        this.cacheName = config.cacheName();
        this.storage = storage;
        this.cache = config.cache().enabled() ? cache : Optional.empty();
        this.cors = config.cors().map(Cors::new);
        this.metrics = metrics;
        this.lookups = cache.map(shared -> shared.lookups(config.name())).orElseGet(Lookups::none);
    }

    @Override
    public BucketConfig config() {
        return config;
    }

    @Override
    public Lookups lookups() {
        return lookups;
    }

    /** Its configured name. */
    public String name() {
        return config.name();
    }

    /** What the cache knows it by: other storage under the same name is another bucket. */
    public String cacheName() {
        return cacheName;
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        return Plausible.checked(request, storage.get(request));
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return Plausible.checked(request, storage.head(request));
    }

    @Override
    public boolean isRetired() {
        return retired;
    }

    /** Notes that another configuration is in force. */
    void retire() {
        retired = true;
    }

    /** Where its objects are. */
    public StorageBackend storage() {
        return storage;
    }

    /** The cache, if this bucket uses one. */
    public Optional<ObjectCache> cache() {
        return cache;
    }

    Optional<Cors> cors() {
        return cors;
    }

    /** What is counted of requests for it. */
    public RequestMetrics metrics() {
        return metrics;
    }

    /** The key a canonical path under this bucket's prefix names; empty for the prefix itself. */
    String keyOf(String path) {
        int skipped =
                config.pathPrefix().length() == 1 ? 1 : config.pathPrefix().length() + 1;
        return path.length() <= skipped ? "" : path.substring(skipped);
    }

    /** Takes what was counted of this bucket out of the metrics: the bucket is gone. */
    public void forgetMetrics() {
        metrics.forget();
    }

    /** What the last probe found; empty before the first one is back. */
    public Optional<StorageHealth> health() {
        return health;
    }

    /** Notes what a probe found. */
    public void health(StorageHealth found) {
        health = Optional.of(found);
    }
}
