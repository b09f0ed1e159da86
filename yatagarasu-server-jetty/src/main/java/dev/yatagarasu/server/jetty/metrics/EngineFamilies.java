package dev.yatagarasu.server.jetty.metrics;

import com.codahale.metrics.Counting;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.yatagarasu.core.report.DurationSnapshot;
import dev.yatagarasu.core.report.LabeledName;
import dev.yatagarasu.core.report.MetricFamily;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What engines count, of each family what all of them do. What cannot be told now is left out. */
final class EngineFamilies {
    private static final Logger log = LoggerFactory.getLogger(EngineFamilies.class);
    private static final String INFO_SUFFIX = "_info";

    private final MetricRegistry registry;

    EngineFamilies(MetricRegistry registry) {
        this.registry = registry;
    }

    List<MetricSnapshot> collect() {
        Map<MetricFamily, List<DataPointSnapshot>> families = new EnumMap<>(MetricFamily.class);
        registry.getMetrics().forEach((registryName, metric) -> {
            LabeledName name = LabeledName.parse(registryName);
            MetricFamily.named(name.name())
                    .ifPresent(family -> guarded(family, name, metric)
                            .ifPresent(point -> families.computeIfAbsent(family, none -> new ArrayList<>())
                                    .add(point)));
        });
        List<MetricSnapshot> snapshots = new ArrayList<>();
        families.forEach((family, points) -> snapshots.add(snapshot(family, points)));
        return snapshots;
    }

    /** A tier of the cache may be a plug-in that fails: it takes no other number along. */
    private static Optional<DataPointSnapshot> guarded(MetricFamily family, LabeledName name, Metric metric) {
        try {
            return point(family, labels(name), metric);
        } catch (RuntimeException | Error e) {
            log.debug("metric {} cannot be shown", name, e);
            return Optional.empty();
        }
    }

    private static Labels labels(LabeledName name) {
        Labels.Builder labels = Labels.builder();
        name.labels().forEach(labels::label);
        return labels.build();
    }

    private static Optional<DataPointSnapshot> point(MetricFamily family, Labels labels, Metric metric) {
        return switch (family.kind()) {
            case INFO ->
                Optional.of(InfoDataPointSnapshot.builder().labels(labels).build());
            case COUNTER ->
                value(metric).stream().mapToObj(value -> counter(labels, value)).findFirst();
            case GAUGE ->
                value(metric).stream().mapToObj(value -> gauge(labels, value)).findFirst();
            case HISTOGRAM ->
                metric instanceof Timer timer && timer.getSnapshot() instanceof DurationSnapshot durations
                        ? Optional.of(histogram(labels, durations))
                        : Optional.empty();
        };
    }

    /** A count that is kept elsewhere is a gauge in the registry. */
    private static OptionalDouble value(Metric metric) {
        if (metric instanceof Counting counting) {
            return OptionalDouble.of((double) counting.getCount());
        }
        return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    private static DataPointSnapshot counter(Labels labels, double value) {
        return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private static DataPointSnapshot gauge(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    private static DataPointSnapshot histogram(Labels labels, DurationSnapshot durations) {
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(DurationSnapshot.bounds(), durations.counts()))
                .sum(durations.sum())
                .build();
    }

    private static MetricSnapshot snapshot(MetricFamily family, List<DataPointSnapshot> points) {
        MetricMetadata metadata = new MetricMetadata(nameOf(family), family.help());
        return switch (family.kind()) {
            case INFO -> new InfoSnapshot(metadata, all(points, InfoDataPointSnapshot.class));
            case COUNTER -> new CounterSnapshot(metadata, all(points, CounterDataPointSnapshot.class));
            case GAUGE -> new GaugeSnapshot(metadata, all(points, GaugeDataPointSnapshot.class));
            case HISTOGRAM -> new HistogramSnapshot(metadata, all(points, HistogramDataPointSnapshot.class));
        };
    }

    /** The writer adds the suffix again. */
    private static String nameOf(MetricFamily family) {
        return family.kind() == MetricFamily.Kind.INFO
                ? family.text().substring(0, family.text().length() - INFO_SUFFIX.length())
                : family.text();
    }

    private static <P extends DataPointSnapshot> List<P> all(List<DataPointSnapshot> points, Class<P> kind) {
        return points.stream().map(kind::cast).toList();
    }
}
