package dev.yatagarasu.core;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.core.cache.MemoryTier;
import dev.yatagarasu.core.cache.ObjectCache;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.DraftPart;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.engine.Bucket;
import dev.yatagarasu.core.engine.Engine;
import dev.yatagarasu.core.engine.Reloaded;
import dev.yatagarasu.core.engine.Site;
import dev.yatagarasu.core.guard.Guards;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Begun;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Refusal;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import dev.yatagarasu.core.identity.KeySets;
import dev.yatagarasu.core.metrics.EngineMetrics;
import dev.yatagarasu.core.metrics.Family;
import dev.yatagarasu.core.metrics.RequestMetrics;
import dev.yatagarasu.core.metrics.WarmUpMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine as one object: reads objects for front ends ({@link #begin}) and for the application it is embedded in
 * ({@link #get}). Several may live in one JVM. Safe from any thread; close it to give back connections and threads.
 */
public final class Yatagarasu implements AutoCloseable {
    private final YatagarasuBuilder.Parts parts;
    private final ObjectCache cache;
    private final CacheControl control;
    private final DecisionControl decisions;
    private final KeySets keySets;
    private final SiteAssembly assembly;
    private final Engine engine;
    private final StorageProbes probes;
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile boolean stopping;
    private boolean closed;

    Yatagarasu(YatagarasuBuilder.Parts parts, ConfigDraft draft) {
        this.parts = parts;
        this.keySets = new KeySets(parts.clock(), parts.executor());
        Faults faults = new Faults(draft);
        CacheAssembly layers = new CacheAssembly(parts, faults).assemble(draft.tiers());
        this.cache = ObjectCache.over(
                new MemoryTier(draft.cache().memorySize(), parts.clock()),
                layers.layers(),
                new ObjectCache.Setup(
                        parts.clock(), parts.executor(), Runtime.getRuntime().maxMemory(), parts::cacheLayerTurned));
        try {
            SiteParts.Makers makers = faults.needed(() -> parts.makers(keySets));
            this.assembly = new SiteAssembly(makers, cache, parts.metrics(), parts.time());
            this.engine = new Engine(
                    assembly.assemble(draft, faults, Guards.none()),
                    parts.time(),
                    parts.metrics().requests(RequestMetrics.NO_BUCKET),
                    parts.listeners());
            this.probes = startProbes();
        } catch (RuntimeException | Error e) {
            layers.close();
            keySets.close();
            throw e;
        }
        this.control = CacheControl.of(cache, layers, engine::site, parts);
        this.decisions = new DecisionControl(engine::site, control.invalidation());
        registerGauges();
    }

    private StorageProbes startProbes() {
        try {
            return new StorageProbes(engine::site, parts.executor(), parts.scheduler());
        } catch (RejectedExecutionException e) {
            engine.site().retire();
            throw e;
        }
    }

    /** Starts an engine; {@link YatagarasuBuilder#config} is all it needs. */
    public static YatagarasuBuilder builder() {
        return new YatagarasuBuilder();
    }

    /** Begins a request in the fast lane, which never blocks: what front ends call on their I/O threads. */
    public Begun begin(Request request) {
        return engine.begin(request);
    }

    /** Begins a request of somebody whom the application has identified; otherwise like {@link #begin(Request)}. */
    public Begun begin(Request request, Principal principal) {
        return engine.begin(request, Optional.of(principal));
    }

    /**
     * Reads an object as nobody in particular, through the cache: one of a public bucket, or of one whose policy lets
     * anybody in. Blocks. Bounds on clients do not bind the application: IP filters and rate limits do not count this.
     *
     * @param bucket the bucket's configured name
     * @param key the object's exact key, without a leading slash
     * @return the object, or empty if there is none; close it
     * @throws RequestException if it cannot be read
     * @throws UnknownBucketException if no bucket has that name
     * @throws IllegalArgumentException if one of the arguments is null
     */
    public Optional<StoredObject> get(String bucket, String key) {
        return get(bucket, key, Optional.empty());
    }

    /**
     * Reads an object for somebody whom the application has identified, if claim rules and policy of the bucket let them and
     * their own rate limit is not used up; otherwise like {@link #get(String, String)}.
     */
    public Optional<StoredObject> get(String bucket, String key, Principal principal) {
        return get(bucket, key, Optional.of(given("principal", principal)));
    }

    private static <T> T given(String name, @Nullable T argument) {
        if (argument == null) {
            throw new IllegalArgumentException("the " + name + " is null");
        }
        return argument;
    }

    private Optional<StoredObject> get(String bucket, String key, Optional<Principal> principal) {
        given("key", key);
        if (!engine.site().byName().containsKey(given("bucket", bucket))) {
            throw new UnknownBucketException(bucket, engine.site().byName().keySet());
        }
        Request request = Request.of("GET", "/", Headers.empty());
        Answer answer = switch (engine.begin(request, bucket, key, principal)) {
            case Answer ready -> ready;
            case Work work -> work.finish();
        };
        Optional<ErrorCode> error = answer.error();
        if (error.isEmpty()) {
            return Optional.of(new StoredObject(answer));
        }
        answer.completed();
        if (error.get() == ErrorCode.NOT_FOUND) {
            return Optional.empty();
        }
        throw RequestException.of(error.get(), bucket, key, answer);
    }

    /**
     * Whether a request may use the admin port: empty if it may, else why not. Blocks while a token is checked.
     */
    public Optional<Refusal> admitToAdmin(Request request) {
        return engine.admitToAdmin(request);
    }

    /** The calls about remembered decisions. */
    public DecisionControl decisions() {
        return decisions;
    }

    /** The cache's own calls. */
    public CacheControl cache() {
        return control;
    }

    /**
     * Puts another configuration in force: all of it, or nothing and a {@link
     * dev.yatagarasu.api.config.ConfigurationException}. Requests in progress end as they began; cached objects are kept,
     * except those of buckets that are gone or have other storage. Addresses and logging belong to the server and stay; layers of the
     * cache but memory cannot change.
     */
    public Reloaded reload(YatagarasuConfig config) {
        return reload(ConfigDraft.of(config));
    }

    /** The same with all that is wrong, in the draft and in what it describes, at once and each with its line. */
    public Reloaded reload(ConfigDraft draft) {
        reloading.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            Faults faults = new Faults(draft);
            checkLayers(draft, faults);
            Site before = engine.site();
            Site next = assembly.assemble(draft, faults, before.guards());
            keepHealth(before, next);
            cache.resizeMemory(draft.cache().memorySize());
            Reloaded changes = engine.replaceSite(next);
            before.buckets().stream()
                    .map(Bucket::config)
                    .filter(old -> hasOtherStorage(old, next))
                    .forEach(old -> cache.purge(Purge.bucket(old.cacheName())));
            changes.removed().forEach(parts.metrics()::forget);
            control.reloaded(changes.removed());
            registerGauges();
            probes.probeAll(next);
            return changes;
        } finally {
            reloading.unlock();
        }
    }

    /** Layers hold files, connections and threads: they stay for as long as the engine does. */
    private void checkLayers(ConfigDraft draft, Faults faults) {
        if (!draft.cacheIsSound()
                || draft.cache().below().equals(config().cache().below())) {
            return;
        }
        CacheAssembly added = new CacheAssembly(parts, faults);
        List<DraftPart<TierConfig>> missing =
                draft.tiers().stream().filter(layer -> !added.isThere(layer)).toList();
        if (missing.isEmpty()) {
            faults.add(
                    "cache.layers",
                    "cannot be changed while running, apart from memory: restart, or leave them as they are");
        }
    }

    private static boolean hasOtherStorage(BucketConfig old, Site next) {
        return next.bucket(old.name())
                .map(Bucket::config)
                .filter(now -> now.storage().equals(old.storage()))
                .isEmpty();
    }

    /** What was found of storage holds for the same storage: a reload must not make an engine unready. */
    private static void keepHealth(Site before, Site next) {
        for (Bucket bucket : next.buckets()) {
            before.bucket(bucket.name())
                    .filter(old -> old.config().storage().equals(bucket.config().storage()))
                    .ifPresent(bucket::continueFrom);
        }
    }

    private void registerGauges() {
        EngineMetrics metrics = parts.metrics();
        metrics.show(Family.REQUESTS_IN_FLIGHT, engine::inFlight);
        metrics.show(Family.REQUESTS_WAITING, engine::waiting);
        CacheGauges.register(control, engine.site().buckets(), metrics);
        PolicyGauges.register(engine::site, metrics);
        KeySetGauges.register(keySets, metrics);
        engine.site().buckets().stream()
                .filter(bucket -> bucket.cache().isPresent())
                .forEach(bucket -> WarmUpMetrics.register(metrics, bucket.name()));
        for (String name : engine.site().byName().keySet()) {
            metrics.show(Family.STORAGE_UP, () -> isUp(name) ? 1 : 0, "bucket", name);
        }
    }

    private boolean isUp(String name) {
        return engine.site()
                .bucket(name)
                .flatMap(Bucket::health)
                .filter(StorageHealth.Up.class::isInstance)
                .isPresent();
    }

    /** The configuration in force. */
    public YatagarasuConfig config() {
        return engine.site().config();
    }

    /** Whether requests should be sent here, as the last probes of all storage found. Never blocks. */
    public Readiness readiness() {
        return Readiness.of(engine.site(), engine::hasRoom, keySets.statuses(), stopping);
    }

    /** What this engine counts: a front end counts here, too, so that its metrics go with the engine. */
    public EngineMetrics ownMetrics() {
        return parts.metrics();
    }

    /** The registry that everything is counted and measured in. */
    public MetricRegistry metrics() {
        return parts.registry();
    }

    /** Requests whose answers are not all sent yet. */
    public int requestsInFlight() {
        return engine.inFlight();
    }

    /** Says in {@link #readiness} that the end is near. Requests are taken as before. */
    public void announceStop() {
        stopping = true;
    }

    /**
     * Says in {@link #readiness} that the end is near, and waits for the requests in progress. Call it once, before
     * {@link #close}.
     *
     * @return whether all of them ended within {@code timeout}
     */
    public boolean drain(Duration timeout) throws InterruptedException {
        announceStop();
        control.endWarmUps();
        return engine.awaitIdle(timeout);
    }

    /**
     * Stops. Storage is closed when the last request in progress is over. A request that begins later is an {@link
     * IllegalStateException}; closing again does nothing.
     */
    @Override
    public void close() {
        reloading.lock();
        try {
            if (!closed) {
                closed = true;
                stopping = true;
                probes.close();
                control.endWarmUps();
                engine.site().retire();
                control.close();
                keySets.close();
                parts.close();
            }
        } finally {
            reloading.unlock();
        }
    }
}
