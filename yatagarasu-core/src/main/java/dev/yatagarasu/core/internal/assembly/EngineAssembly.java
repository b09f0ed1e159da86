package dev.yatagarasu.core.internal.assembly;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.DraftBucket;
import dev.yatagarasu.core.event.Reloaded;
import dev.yatagarasu.core.internal.cache.CacheSetup;
import dev.yatagarasu.core.internal.cache.Invalidation;
import dev.yatagarasu.core.internal.cache.MemoryTier;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.engine.Bucket;
import dev.yatagarasu.core.internal.engine.Engine;
import dev.yatagarasu.core.internal.engine.Site;
import dev.yatagarasu.core.internal.guard.Guards;
import dev.yatagarasu.core.internal.identity.KeySets;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.internal.metrics.RequestMetrics;
import dev.yatagarasu.core.internal.warmup.WarmUps;
import dev.yatagarasu.core.report.Readiness;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An engine with everything around it: put together, given another configuration while it runs, and closed. Safe from any
 * thread.
 */
public final class EngineAssembly implements AutoCloseable {
    private final EngineParts parts;
    private final KeySets keySets;
    private final ObjectCache cache;
    private final Optional<Invalidation> invalidation;
    private final WarmUps warmUps;
    private final SiteAssembly sites;
    private final Engine engine;
    private final StorageProbes probes;
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile boolean stopping;
    private boolean closed;

    /** Throws a {@link dev.yatagarasu.api.config.ConfigurationException} with all that is wrong; then only the parts stay open. */
    public EngineAssembly(EngineParts parts, ConfigDraft draft) {
        this.parts = parts;
        this.keySets = new KeySets(parts.clock(), parts.executor());
        Faults faults = new Faults(draft);
        CacheAssembly tiers = new CacheAssembly(parts, faults).assemble(draft.tiers());
        this.cache = ObjectCache.over(
                new MemoryTier(draft.cache().memorySize(), parts.clock()),
                tiers.tiers(),
                new CacheSetup(
                        parts.clock(), parts.executor(), Runtime.getRuntime().maxMemory(), parts::cacheTierTurned));
        try {
            SiteParts.Makers makers = faults.needed(() -> parts.makers(keySets));
            this.sites = new SiteAssembly(makers, cache, parts.metrics(), parts.time());
            this.engine = new Engine(
                    sites.assemble(draft, faults, Guards.none()),
                    parts.time(),
                    parts.metrics().requests(RequestMetrics.NO_BUCKET),
                    parts.listeners());
            this.probes = startProbes();
        } catch (RuntimeException | Error e) {
            tiers.close();
            keySets.close();
            throw e;
        }
        this.warmUps =
                new WarmUps(new WarmUps.Setup(parts.clock(), parts.executor(), parts.scheduler(), parts.metrics()));
        this.invalidation = tiers.bus()
                .map(bus -> new Invalidation(bus, new SiteInvalidation(cache, engine::site), tiers.position()));
        invalidation.ifPresent(Invalidation::start);
        gauges().register();
    }

    private StorageProbes startProbes() {
        try {
            return new StorageProbes(engine::site, parts.executor(), parts.scheduler());
        } catch (RejectedExecutionException e) {
            engine.site().retire();
            throw e;
        }
    }

    private Gauges gauges() {
        return new Gauges(engine, new CacheGauges(cache, invalidation, warmUps), keySets, parts.metrics());
    }

    /** The request path. */
    public Engine engine() {
        return engine;
    }

    /** The cache, which all sites share. */
    public ObjectCache cache() {
        return cache;
    }

    /** What keeps the cache in step with other instances, where a tier brings a bus. */
    public Optional<Invalidation> invalidation() {
        return invalidation;
    }

    /** The warm-ups. */
    public WarmUps warmUps() {
        return warmUps;
    }

    /** What the engine counts. */
    public EngineMetrics metrics() {
        return parts.metrics();
    }

    /** The registry that it counts in. */
    public MetricRegistry registry() {
        return parts.registry();
    }

    /** Puts another configuration in force, or throws and changes nothing. */
    public Reloaded reload(ConfigDraft draft) {
        reloading.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            Faults faults = new Faults(draft);
            new CacheAssembly(parts, faults)
                    .refuseChange(draft, engine.site().config().cache());
            Site before = engine.site();
            Site next = assemble(draft, faults, before);
            keepHealth(before, next);
            cache.resizeMemory(draft.cache().memorySize());
            Reloaded changes = engine.replaceSite(next);
            forget(before, next, changes);
            gauges().register();
            probes.probeAll(next);
            return changes;
        } finally {
            reloading.unlock();
        }
    }

    /** Assembles the next site; if that fails, buckets that were only tried leave no metrics behind. */
    private Site assemble(ConfigDraft draft, Faults faults, Site before) {
        try {
            return sites.assemble(draft, faults, before.guards());
        } catch (RuntimeException | Error e) {
            draft.buckets().stream()
                    .map(DraftBucket::name)
                    .filter(name -> before.bucket(name).isEmpty())
                    .forEach(parts.metrics()::forget);
            throw e;
        }
    }

    /** What was found of storage holds for the same storage: a reload must not make an engine unready. */
    private static void keepHealth(Site before, Site next) {
        for (Bucket bucket : next.buckets()) {
            before.bucket(bucket.name())
                    .filter(old -> old.config().storage().equals(bucket.config().storage()))
                    .ifPresent(bucket::continueFrom);
        }
    }

    /** Drops what belongs to the site before: objects of other storage, numbers of buckets that are gone, and warm-ups. */
    private void forget(Site before, Site next, Reloaded changes) {
        before.buckets().stream()
                .map(Bucket::config)
                .filter(old -> hasOtherStorage(old, next))
                .forEach(old -> cache.purge(Purge.bucket(old.cacheName())));
        changes.removed().forEach(parts.metrics()::forget);
        changes.removed().forEach(cache::forgetLookups);
        warmUps.endRetired();
    }

    private static boolean hasOtherStorage(BucketConfig old, Site next) {
        return next.bucket(old.name())
                .map(Bucket::config)
                .filter(now -> now.storage().equals(old.storage()))
                .isEmpty();
    }

    /** Whether requests should be sent here, as the last probes of all storage found. Never blocks. */
    public Readiness readiness() {
        return ReadinessSummary.of(engine.site(), engine::hasRoom, keySets.statuses(), stopping);
    }

    /** Has {@link #readiness} say that the engine stops. */
    public void announceStop() {
        stopping = true;
    }

    /** Stops warm-ups, and waits for the requests in progress. */
    public boolean drain(Duration timeout) throws InterruptedException {
        announceStop();
        warmUps.close();
        return engine.awaitIdle(timeout);
    }

    /** Closes everything; storage when the last request in progress is over. Closing again does nothing. */
    @Override
    public void close() {
        reloading.lock();
        try {
            if (!closed) {
                closed = true;
                stopping = true;
                probes.close();
                warmUps.close();
                engine.site().retire();
                invalidation.ifPresent(Invalidation::close);
                cache.close();
                keySets.close();
                parts.close();
            }
        } finally {
            reloading.unlock();
        }
    }
}
