package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.AuthConfig.CacheControlMode;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.ErrorFormat;
import dev.yatagarasu.core.http.Challenge;
import dev.yatagarasu.core.http.ClientView;
import dev.yatagarasu.core.internal.cache.Lookups;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.cache.Origin;
import dev.yatagarasu.core.internal.guard.BucketGuard;
import dev.yatagarasu.core.internal.metrics.RequestMetrics;
import dev.yatagarasu.core.internal.metrics.StorageMetrics;
import dev.yatagarasu.core.internal.policy.Policy;
import dev.yatagarasu.core.internal.storage.ConnectionsInUseException;
import dev.yatagarasu.core.internal.storage.ReplicatedStorage;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bucket at work: its configuration and what serves it. Safe from any thread. */
public final class Bucket implements Origin, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Bucket.class);

    private final BucketConfig config;
    private final String cacheName;
    private final ReplicatedStorage storage;
    private final Optional<ObjectCache> cache;
    private final Optional<Cors> cors;
    private final Optional<Gate> gate;
    private final Optional<Challenge> challenge;
    private final ClientView view;
    private final QueryRules queryRules;
    private final RequestMetrics metrics;
    private final StorageMetrics storageMetrics;
    private final Lookups lookups;
    private final BucketGuard guard;
    private volatile BucketLog bucketLog;
    private volatile boolean retired;
    private volatile Optional<StorageHealth> health = Optional.empty();

    /**
     * What serves a bucket.
     *
     * @param guard looks at addresses and rates
     * @param gate what stands before it; empty for a public bucket
     * @param storage where its objects are
     * @param cache the shared cache; used only if the bucket wants one
     * @param counted where its requests are counted, and what storage is asked
     * @param clock tells how long ago the log told of a failure
     */
    public record Parts(
            BucketGuard guard,
            Optional<Gate> gate,
            ReplicatedStorage storage,
            Optional<ObjectCache> cache,
            Counted counted,
            Clock clock) {}

    /** Where a bucket's requests are counted, and what storage is asked for it. */
    public record Counted(RequestMetrics requests, StorageMetrics storage) {}

    /** Puts a bucket together; it owns storage and gate from now on. */
    public Bucket(BucketConfig config, Parts parts) {
        if (config.auth().isPresent() != parts.gate.isPresent()) {
            throw new IllegalArgumentException("a bucket has a gate if, and only if, its configuration asks for one");
        }
        this.config = config;
        this.cacheName = config.cacheName();
        this.storage = parts.storage;
        this.gate = parts.gate;
        this.challenge = gate.map(stands -> stands.challenge(config.pathPrefix()));
        this.view = new ClientView(config.exposeMetadata(), isPrivate(config));
        this.queryRules = QueryRules.of(config);
        this.cache = config.cache().enabled() ? parts.cache : Optional.empty();
        this.cors = config.cors().map(Cors::new);
        this.metrics = parts.counted.requests;
        this.storageMetrics = parts.counted.storage;
        this.guard = parts.guard;
        this.bucketLog = new BucketLog(config.name(), parts.clock);
        this.lookups = cache.map(shared -> shared.lookups(config.name())).orElseGet(Lookups::none);
    }

    private static boolean isPrivate(BucketConfig config) {
        return config.auth()
                .filter(auth -> auth.cacheControl() == CacheControlMode.PRIVATE)
                .isPresent();
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
        return storageMetrics.get(() -> checked(request, () -> storage.get(request)));
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return storageMetrics.head(() -> checked(request, () -> storage.head(request)));
    }

    private StorageResponse checked(StorageRequest request, Supplier<StorageResponse> asked) {
        try {
            StorageResponse response = ResponseCheck.checked(request, asked.get());
            bucketLog.answered();
            return response;
        } catch (ConnectionsInUseException e) {
            storageMetrics.connectionsExhausted();
            throw e;
        }
    }

    /** What the log says of its storage. */
    BucketLog bucketLog() {
        return bucketLog;
    }

    @Override
    public boolean isRetired() {
        return retired;
    }

    @Override
    public Runnable hold() {
        ReplicatedStorage lease = storage.another();
        return () -> {
            try {
                lease.close();
            } catch (RuntimeException e) {
                log.warn("closing storage of bucket {} failed", name(), e);
            }
        };
    }

    /** Notes that another configuration is in force. */
    void retire() {
        retired = true;
    }

    /** Where its objects are. */
    public ReplicatedStorage storage() {
        return storage;
    }

    /** The cache, if this bucket uses one. */
    public Optional<ObjectCache> cache() {
        return cache;
    }

    Optional<Cors> cors() {
        return cors;
    }

    BucketGuard guard() {
        return guard;
    }

    /** How clients see its objects. */
    ClientView view() {
        return view;
    }

    /** What queries mean here. */
    QueryRules queryRules() {
        return queryRules;
    }

    /** What stands before it; empty for a public bucket. */
    public Optional<Gate> gate() {
        return gate;
    }

    /** Whether all clients get errors in the format of S3. */
    boolean answersErrorsAsS3() {
        return config.errors() == ErrorFormat.S3;
    }

    /** What it asks of those who are nobody; empty for a public bucket. */
    Optional<Challenge> challenge() {
        return challenge;
    }

    /** What decides who may read it; empty where nothing has to. */
    public Optional<Policy> policy() {
        return gate.flatMap(Gate::policy);
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

    /** The canonical path that leads to an object of this bucket. */
    String pathOf(String key) {
        return config.pathPrefix().length() == 1 ? "/" + key : config.pathPrefix() + "/" + key;
    }

    /** Gives back what it owns. */
    @Override
    public void close() {
        gate.ifPresent(Gate::close);
        storage.close();
    }

    /** What the last probe found; empty before the first one is back. */
    public Optional<StorageHealth> health() {
        return health;
    }

    /** Goes on where {@code before} has stopped, whose storage is the same: a reload is no news about it. */
    public void continueFrom(Bucket before) {
        health = before.health;
        bucketLog = before.bucketLog;
    }

    /** Notes what a probe found, and logs what is new; of no account once another configuration is in force. */
    public void health(StorageHealth found) {
        if (retired) {
            return;
        }
        boolean wasUp = health.filter(StorageHealth.Up.class::isInstance).isPresent();
        health = Optional.of(found);
        switch (found) {
            case StorageHealth.Up up -> {
                if (!wasUp) {
                    bucketLog.probeAnswered();
                }
            }
            case StorageHealth.Down down -> bucketLog.probeFailed(down.detail());
        }
    }
}
