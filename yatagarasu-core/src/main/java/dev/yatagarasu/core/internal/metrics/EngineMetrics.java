package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.yatagarasu.core.report.LabeledName;
import dev.yatagarasu.core.report.MetricFamily;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one engine counts and measures, in a registry that others may use, too: names begin with {@code yatagarasu_} and hold
 * their labels (see {@link LabeledName}). Everything goes when the engine is closed. Safe from any thread; counting itself
 * waits for nobody.
 */
public final class EngineMetrics implements AutoCloseable {
    private static final String ENGINE = "engine";
    private static final String BUCKET = "bucket";

    private final MetricRegistry registry;
    private final Optional<String> engine;
    private final Set<String> added = new HashSet<>();
    private final Map<String, RequestMetrics> requests = new HashMap<>();
    private boolean closed;

    private EngineMetrics(MetricRegistry registry, Optional<String> engine) {
        this.registry = registry;
        this.engine = engine;
    }

    /**
     * Counts into {@code registry}.
     *
     * @param engine the value of the label {@code engine} that all metrics have; without it there is no such label
     * @throws IllegalStateException if another engine with the same label, or with none either, counts there
     */
    public static EngineMetrics in(MetricRegistry registry, Optional<String> engine) {
        EngineMetrics metrics = new EngineMetrics(registry, engine);
        metrics.claim();
        return metrics;
    }

    private void claim() {
        String version = Optional.ofNullable(EngineMetrics.class.getPackage().getImplementationVersion())
                .orElse("unknown");
        String name = name(MetricFamily.BUILD_INFO, "version", version);
        try {
            registry.register(name, (Gauge<Integer>) () -> 1);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "another engine"
                            + engine.map(label -> " named \"" + label + "\"").orElse("")
                            + " counts in this registry: give each engine a name, metrics(registry, name)",
                    e);
        }
        added.add(name);
    }

    /** The counter of a family with alternating label names and values. */
    public Counter counter(MetricFamily family, String... labels) {
        return metric(MetricRegistry::counter, Counter::new, family, labels);
    }

    /** What measures durations of a family, in fixed buckets. */
    Timer durations(MetricFamily family, String... labels) {
        return metric((all, name) -> all.timer(name, EngineMetrics::timer), EngineMetrics::timer, family, labels);
    }

    private static Timer timer() {
        return new Timer(new DurationReservoir());
    }

    /** Registers a gauge that reads {@code value} on demand; while that is null the gauge has no value. */
    public void show(MetricFamily family, Supplier<? extends @Nullable Number> value, String... labels) {
        Gauge<@Nullable Number> gauge = value::get;
        metric((all, name) -> all.gauge(name, () -> gauge), () -> gauge, family, labels);
    }

    private synchronized <M extends Metric> M metric(
            BiFunction<MetricRegistry, String, M> register, Supplier<M> unseen, MetricFamily family, String... labels) {
        if (closed) {
            return unseen.get();
        }
        String name = name(family, labels);
        M metric = register.apply(registry, name);
        added.add(name);
        return metric;
    }

    private String name(MetricFamily family, String... labels) {
        String plain = LabeledName.of(family.text(), labels);
        return engine.map(label -> LabeledName.with(plain, ENGINE, label)).orElse(plain);
    }

    /** Where the requests for a bucket are counted, the same object each time. */
    public synchronized RequestMetrics requests(String bucket) {
        return requests.computeIfAbsent(bucket, name -> new RequestMetrics(this, name));
    }

    /** Takes everything about a bucket out of the registry: the bucket is gone. */
    public void forget(String bucket) {
        take(bucket).ifPresent(RequestMetrics::retire);
        removeAll(bucket);
    }

    private synchronized Optional<RequestMetrics> take(String bucket) {
        return Optional.ofNullable(requests.remove(bucket));
    }

    private synchronized void removeAll(String bucket) {
        added.removeIf(name -> bucket.equals(LabeledName.parse(name).labels().get(BUCKET)) && registry.remove(name));
    }

    /** Takes everything out of the registry, for good: a request that still ends brings nothing back. */
    @Override
    public synchronized void close() {
        closed = true;
        added.forEach(registry::remove);
        added.clear();
        requests.clear();
    }
}
