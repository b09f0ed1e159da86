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
 * The engine as one object: reads objects for front ends ({@link #begin}) and for the application it is embedded in
 * ({@link #get}). Several may live in one JVM. Safe from any thread; close it to give back connections and threads.
 */
public final class Yatagarasu implements AutoCloseable {
    private final EngineAssembly assembly;
    private final Engine engine;
    private final CacheAdmin cache;
    private final DecisionAdmin decisions;

    Yatagarasu(EngineAssembly assembly) {
        this.assembly = assembly;
        this.engine = assembly.engine();
        this.cache = new CacheAdmin(assembly);
        this.decisions = new DecisionAdmin(engine::site, assembly.invalidation());
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
    public DecisionAdmin decisions() {
        return decisions;
    }

    /** The cache's own calls. */
    public CacheAdmin cache() {
        return cache;
    }

    /**
     * Puts another configuration in force: all of it, or nothing and a {@link
     * dev.yatagarasu.api.config.ConfigurationException}. Requests in progress end as they began; cached objects are kept,
     * except those of buckets that are gone or have other storage. Addresses and logging belong to the server and stay; tiers of the
     * cache but memory cannot change.
     */
    public Reloaded reload(YatagarasuConfig config) {
        return reload(ConfigDraft.of(config));
    }

    /** The same with all that is wrong, in the draft and in what it describes, at once and each with its line. */
    public Reloaded reload(ConfigDraft draft) {
        return assembly.reload(draft);
    }

    /** The configuration in force. */
    public YatagarasuConfig config() {
        return engine.site().config();
    }

    /** Whether requests should be sent here, as the last probes of all storage found. Never blocks. */
    public Readiness readiness() {
        return assembly.readiness();
    }

    /**
     * A counter for a front end: one of this engine's metrics, with its label if it has one, which goes when the engine is
     * closed.
     *
     * @param labelsAndValues alternating label names and values
     */
    public Counter counter(MetricFamily family, String... labelsAndValues) {
        return assembly.metrics().counter(family, labelsAndValues);
    }

    /** The registry that everything is counted and measured in. */
    public MetricRegistry metrics() {
        return assembly.registry();
    }

    /** Requests whose answers are not all sent yet. */
    public int requestsInFlight() {
        return engine.inFlight();
    }

    /** Says in {@link #readiness} that the end is near. Requests are taken as before. */
    public void announceStop() {
        assembly.announceStop();
    }

    /**
     * Says in {@link #readiness} that the end is near, and waits for the requests in progress. Call it once, before
     * {@link #close}.
     *
     * @return whether all of them ended within {@code timeout}
     */
    public boolean drain(Duration timeout) throws InterruptedException {
        return assembly.drain(timeout);
    }

    /**
     * Stops. Storage is closed when the last request in progress is over. A request that begins later is an {@link
     * IllegalStateException}; closing again does nothing.
     */
    @Override
    public void close() {
        assembly.close();
    }
}
