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
 * Builds a {@link Yatagarasu}. Only the configuration is required. Parts that are not given are created and closed with
 * the engine; parts that are given belong to the caller. Not safe for several threads.
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

    /** The configuration; required. */
    public YatagarasuBuilder config(YatagarasuConfig config) {
        return config(ConfigDraft.of(config));
    }

    /**
     * The configuration as a draft read from a file: all problems in it, or in what it describes, are reported with
     * their lines.
     */
    public YatagarasuBuilder config(ConfigDraft draft) {
        this.config = Optional.of(draft);
        return this;
    }

    /** The clock for freshness and signatures; the system's by default. */
    public YatagarasuBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** A monotonic clock in nanoseconds, for durations and rate limits; {@link System#nanoTime} by default. */
    public YatagarasuBuilder ticker(LongSupplier ticker) {
        this.ticker = ticker;
        return this;
    }

    /**
     * The registry for metrics; a new one by default. The metrics are removed when the engine is closed. For one
     * engine: engines that share a registry need names, see {@link #metrics(MetricRegistry, String)}.
     */
    public YatagarasuBuilder metrics(MetricRegistry metrics) {
        this.metrics = metrics;
        this.engine = Optional.empty();
        return this;
    }

    /**
     * The registry for metrics, and the engine's name: the value of the label {@code engine} of all its metrics.
     *
     * @param engine 1 to 63 letters, digits, dots, dashes and underscores; unique in the registry
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

    /** The executor for background work that may block; a virtual thread for each task by default. */
    public YatagarasuBuilder executor(Executor executor) {
        this.executor = Optional.of(executor);
        return this;
    }

    /** The scheduler that starts background work when it is due; a single virtual thread by default. */
    public YatagarasuBuilder scheduler(ScheduledExecutorService scheduler) {
        this.scheduler = Optional.of(scheduler);
        return this;
    }

    /**
     * The class loaders in which plug-ins are looked for; the loader of this class by default. A factory that several
     * loaders see, for example through a common parent, counts once. Code of a plug-in runs with its factory's loader
     * as the context class loader.
     */
    public YatagarasuBuilder plugins(ClassLoader... plugins) {
        this.plugins = List.of(plugins);
        return this;
    }

    /** Adds a listener for the engine's events; none by default. */
    public YatagarasuBuilder listener(Listener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Starts the engine, even if storage does not answer; see {@link Yatagarasu#readiness}.
     *
     * @throws dev.yatagarasu.api.config.ConfigurationException with all problems, if there is any; nothing stays open
     * @throws IllegalStateException if there is no configuration, or another engine of the same name uses the registry
     */
    public Yatagarasu build() {
        ConfigDraft served = draft();
        return with(parts(metrics, engine), parts -> new Yatagarasu(new EngineAssembly(parts, served)));
    }

    /**
     * Creates everything that {@link #build} would, but starts nothing: it finds all problems of a configuration before
     * the configuration is used, and can probe storage and services. Changes nothing, not even in the cache's
     * directory.
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
