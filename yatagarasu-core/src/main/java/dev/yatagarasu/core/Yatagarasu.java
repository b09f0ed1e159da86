package dev.yatagarasu.core;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.event.Reloaded;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Begun;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Refusal;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import dev.yatagarasu.core.internal.assembly.EngineAssembly;
import dev.yatagarasu.core.internal.engine.Engine;
import dev.yatagarasu.core.report.MetricFamily;
import dev.yatagarasu.core.report.Readiness;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An engine: it reads objects for front ends ({@link #begin}) and for the embedding application ({@link #get}). One JVM
 * may have several. Safe from any thread; close it to release connections and threads.
 */
public final class Yatagarasu implements AutoCloseable {
    private final EngineAssembly assembly;
    private final Engine engine;
    private final CacheAdmin cache;
    private final DecisionAdmin decisions;
    private final StorageAdmin storage;

    Yatagarasu(EngineAssembly assembly) {
        this.assembly = assembly;
        this.engine = assembly.engine();
        this.cache = new CacheAdmin(assembly);
        this.decisions = new DecisionAdmin(engine::site, assembly.invalidation());
        this.storage = new StorageAdmin(engine::site);
    }

    /** Starts to build an engine; only {@link YatagarasuBuilder#config} is required. */
    public static YatagarasuBuilder builder() {
        return new YatagarasuBuilder();
    }

    /**
     * Begins a request in the fast lane. Never blocks, so front ends may call it on I/O threads.
     *
     * @return the answer, or work that is to be finished on a thread that may block
     * @throws IllegalStateException if the engine is closed
     */
    public Begun begin(Request request) {
        return engine.begin(request);
    }

    /** Begins a request of a user whom the application has identified; otherwise like {@link #begin(Request)}. */
    public Begun begin(Request request, Principal principal) {
        return engine.begin(request, Optional.of(principal));
    }

    /**
     * Reads an object through the cache without an identity: the bucket must be public, or its policy must allow
     * anonymous reads. Blocks. IP filters and rate limits for clients do not apply.
     *
     * @param bucket the bucket's configured name
     * @param key the object's exact key, without a leading slash
     * @return the object, or empty if there is none; close it
     * @throws RequestException if it cannot be read
     * @throws UnknownBucketException if no bucket has that name
     * @throws IllegalArgumentException if one of the arguments is null
     * @throws IllegalStateException if the engine is closed
     */
    public Optional<StoredObject> get(String bucket, String key) {
        return get(bucket, key, Optional.empty());
    }

    /**
     * Reads an object for a user whom the application has identified, if the bucket's claim rules and policy allow it
     * and the user's rate limit is not exceeded; otherwise like {@link #get(String, String)}.
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
     * Checks whether a request may use the admin port: empty if it may, otherwise the refusal. Without {@code admin.jwt}
     * every request may. Blocks while a token is checked.
     */
    public Optional<Refusal> admitToAdmin(Request request) {
        return engine.admitToAdmin(request);
    }

    /** The operations on the storage of buckets. */
    public StorageAdmin storage() {
        return storage;
    }

    /** The operations on remembered decisions. */
    public DecisionAdmin decisions() {
        return decisions;
    }

    /** The operations on the cache. */
    public CacheAdmin cache() {
        return cache;
    }

    /**
     * Puts another configuration in force: all of it, or nothing and a
     * {@link dev.yatagarasu.api.config.ConfigurationException}. In-flight requests finish under the old configuration;
     * cached objects are kept, except those of buckets that are removed or have other storage. Addresses and logging
     * belong to the server and do not change; tiers other than memory cannot change. Blocks.
     *
     * @throws IllegalStateException if the engine is closed
     */
    public Reloaded reload(YatagarasuConfig config) {
        return reload(ConfigDraft.of(config));
    }

    /**
     * The same for a draft: all problems, in the draft and in what it describes, are reported at once, each with its
     * line.
     */
    public Reloaded reload(ConfigDraft draft) {
        return assembly.reload(draft);
    }

    /** The configuration in force. */
    public YatagarasuConfig config() {
        return engine.site().config();
    }

    /** Whether requests should be sent here, according to the last probes of storage. Never blocks. */
    public Readiness readiness() {
        return assembly.readiness();
    }

    /**
     * A counter for a front end. It has the engine's label, if the engine has a name, and is removed when the engine is
     * closed. Applications register their own metrics in {@link #metrics}.
     *
     * @param labelsAndValues alternating label names and values
     */
    public Counter counter(MetricFamily family, String... labelsAndValues) {
        return assembly.metrics().counter(family, labelsAndValues);
    }

    /**
     * The registry of the engine's metrics. Names contain labels, which {@link
     * dev.yatagarasu.core.report.LabeledName#parse} takes apart; {@link MetricFamily} has the kind and meaning of each.
     */
    public MetricRegistry metrics() {
        return assembly.registry();
    }

    /** The number of in-flight requests, whose answers are not completely sent. */
    public int requestsInFlight() {
        return engine.inFlight();
    }

    /** Makes {@link #readiness} report that the engine is stopping. Requests are accepted as before. */
    public void announceStop() {
        assembly.announceStop();
    }

    /**
     * Makes {@link #readiness} report that the engine is stopping, and waits for the in-flight requests. Call it once,
     * before {@link #close}.
     *
     * @return whether all of them ended within {@code timeout}
     */
    public boolean drain(Duration timeout) throws InterruptedException {
        return assembly.drain(timeout);
    }

    /**
     * Closes the engine. Storage is closed when the last in-flight request has ended. Later requests throw an
     * {@link IllegalStateException}; closing again does nothing.
     */
    @Override
    public void close() {
        assembly.close();
    }
}
