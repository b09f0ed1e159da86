package dev.yatagarasu.server.jetty;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import dev.yatagarasu.core.metrics.LabeledName;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A registry's metrics in the Prometheus text format: counters, gauges, and timers as summaries in seconds. */
final class PrometheusText {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double[] QUANTILES = {0.5, 0.95, 0.99, 0.999};
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private PrometheusText() {}

    static String of(MetricRegistry registry) {
        Map<String, List<DataPointSnapshot>> families = new TreeMap<>();
        registry.getMetrics().forEach((registryName, metric) -> {
            LabeledName name = LabeledName.parse(registryName);
            families.computeIfAbsent(name.name(), key -> new ArrayList<>()).add(point(labels(name), metric));
        });
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        families.forEach((name, points) -> snapshots.metricSnapshot(snapshot(name, points)));
        return write(snapshots.build());
    }

    private static Labels labels(LabeledName name) {
        Labels.Builder labels = Labels.builder();
        name.labels().forEach(labels::label);
        return labels.build();
    }

    private static DataPointSnapshot point(Labels labels, Metric metric) {
        return switch (metric) {
            case Counter counter ->
                CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value((double) counter.getCount())
                        .build();
            case Timer timer -> summary(labels, timer);
            case Gauge<?> gauge ->
                GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(gauge.getValue() instanceof Number number ? number.doubleValue() : Double.NaN)
                        .build();
            default -> throw new IllegalArgumentException("a metric of an unknown kind: " + metric.getClass());
        };
    }

    private static SummaryDataPointSnapshot summary(Labels labels, Timer timer) {
        Snapshot values = timer.getSnapshot();
        Quantiles.Builder quantiles = Quantiles.builder();
        for (double quantile : QUANTILES) {
            quantiles.quantile(new Quantile(quantile, values.getValue(quantile) / NANOS_PER_SECOND));
        }
        return SummaryDataPointSnapshot.builder()
                .labels(labels)
                .count(timer.getCount())
                .quantiles(quantiles.build())
                .build();
    }

    private static MetricSnapshot snapshot(String name, List<DataPointSnapshot> points) {
        MetricMetadata metadata = new MetricMetadata(name);
        return switch (points.getFirst()) {
            case CounterDataPointSnapshot counter ->
                new CounterSnapshot(metadata, all(points, CounterDataPointSnapshot.class));
            case SummaryDataPointSnapshot summary ->
                new SummarySnapshot(metadata, all(points, SummaryDataPointSnapshot.class));
            default -> new GaugeSnapshot(metadata, all(points, GaugeDataPointSnapshot.class));
        };
    }

    private static <P extends DataPointSnapshot> List<P> all(List<DataPointSnapshot> points, Class<P> kind) {
        return points.stream().map(kind::cast).toList();
    }

    private static String write(MetricSnapshots snapshots) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
