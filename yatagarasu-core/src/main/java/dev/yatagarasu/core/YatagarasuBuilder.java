package dev.yatagarasu.core;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.internal.assembly.EngineAssembly;
import dev.yatagarasu.core.internal.assembly.EngineParts;
import dev.yatagarasu.core.internal.assembly.TrialAssembly;
import dev.yatagarasu.core.internal.engine.Listeners;
import dev.yatagarasu.core.internal.engine.TimeSource;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Puts a {@link Yatagarasu} together. Only the configuration is needed; what is not given is made, and closed with the
 * engine, while what is given stays the caller's. Not safe for several threads.
 */
public final class YatagarasuBuilder {
    private static final Pattern ENGINE = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    private Optional<ConfigDraft> config = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private LongSupplier ticker = TimeSource.SYSTEM_TICKER;
    private MetricRegistry metrics = new MetricRegistry();
    private Optional<String> engine = Optional.empty();
    private Optional<Executor> executor = Optional.empty();
    private Optional<ScheduledExecutorService> scheduler = Optional.empty();
    private List<ClassLoader> plugins = List.of(YatagarasuBuilder.class.getClassLoader());
    private final List<Listener> listeners = new ArrayList<>();

    YatagarasuBuilder() {}

    /** What to serve. */
    public YatagarasuBuilder config(YatagarasuConfig config) {
        return config(ConfigDraft.of(config));
    }

    /** What to serve, as read from a file: whatever is wrong with it, or with what it describes, is said at once by line. */
    public YatagarasuBuilder config(ConfigDraft draft) {
        this.config = Optional.of(draft);
        return this;
    }

    /** The clock for freshness and signatures; the system's by default. */
    public YatagarasuBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Nanoseconds that only go forward, for durations and rate limits; the system's by default. */
    public YatagarasuBuilder ticker(LongSupplier ticker) {
        this.ticker = ticker;
        return this;
    }

    /**
     * Where to count and measure; a registry of its own by default. Metrics go when the engine is closed. For one engine:
     * several that share a registry need names, see {@link #metrics(MetricRegistry, String)}.
     */
    public YatagarasuBuilder metrics(MetricRegistry metrics) {
        this.metrics = metrics;
        this.engine = Optional.empty();
        return this;
    }

    /**
     * Where to count and measure, and the engine's name there: the value of a label {@code engine} that all its metrics have.
     *
     * @param engine 1 to 63 letters, digits, dots, dashes and underscores; no two engines in a registry share one
     */
    public YatagarasuBuilder metrics(MetricRegistry metrics, String engine) {
        if (!ENGINE.matcher(engine).matches()) {
            throw new IllegalArgumentException(
                    "an engine's name is 1 to 63 letters, digits, dots, dashes and underscores: " + engine);
        }
        this.metrics = metrics;
        this.engine = Optional.of(engine);
        return this;
    }

    /** Runs background work that may block; a virtual thread for each task by default. */
    public YatagarasuBuilder executor(Executor executor) {
        this.executor = Optional.of(executor);
        return this;
    }

    /** Starts background work when it is due; one thread by default. */
    public YatagarasuBuilder scheduler(ScheduledExecutorService scheduler) {
        this.scheduler = Optional.of(scheduler);
        return this;
    }

    /**
     * Where plug-ins are looked for; the loader of this class by default. What several loaders see, such as a parent of theirs, is
     * there once. What a plug-in does runs with the loader of its factory as the thread's context class loader.
     */
    public YatagarasuBuilder plugins(ClassLoader... plugins) {
        this.plugins = List.of(plugins);
        return this;
    }

    /** Somebody who wants to know what happens. */
    public YatagarasuBuilder listener(Listener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Starts the engine. Storage that does not answer does not stop it; see {@link Yatagarasu#readiness}.
     *
     * @throws dev.yatagarasu.api.config.ConfigurationException with all problems, if there is any; nothing stays open
     * @throws IllegalStateException if there is no configuration, or another engine of the same name counts in the registry
     */
    public Yatagarasu build() {
        ConfigDraft served = draft();
        return with(parts(metrics, engine), parts -> new Yatagarasu(new EngineAssembly(parts, served)));
    }

    /**
     * Makes everything that {@link #build} would, and starts nothing: finds all that is wrong with a configuration before it is
     * put in force, and probes what it describes if asked. Changes nothing, not even in the cache's directory.
     *
     * @throws dev.yatagarasu.api.config.ConfigurationException with all problems, if there is any; nothing stays open
     * @throws IllegalStateException if there is no configuration
     */
    public ConfigCheck check() {
        ConfigDraft checked = draft();
        return with(
                parts(new MetricRegistry(), Optional.empty()),
                parts -> new ConfigCheck(new TrialAssembly(parts, checked)));
    }

    private ConfigDraft draft() {
        return config.orElseThrow(() -> new IllegalStateException("config(...) is needed"));
    }

    private EngineParts parts(MetricRegistry registry, Optional<String> name) {
        EngineMetrics counted = EngineMetrics.in(registry, name);
        List<ExecutorService> owned = new ArrayList<>();
        return new EngineParts(
                new TimeSource(clock, ticker),
                registry,
                counted,
                executor.orElseGet(() -> own(owned, Executors.newVirtualThreadPerTaskExecutor())),
                scheduler.orElseGet(() -> own(
                        owned,
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofVirtual().name("yatagarasu-scheduler").factory()))),
                plugins,
                new Listeners(listeners),
                owned);
    }

    private static <T> T with(EngineParts parts, Function<EngineParts, T> maker) {
        try {
            return maker.apply(parts);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private static <E extends ExecutorService> E own(List<ExecutorService> owned, E service) {
        owned.add(service);
        return service;
    }
}
