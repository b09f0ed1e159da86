package dev.yatagarasu.server.jetty.metrics;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.server.jetty.admin.AdminAnswer;
import dev.yatagarasu.server.jetty.admin.AdminCall;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;

/**
 * {@code /metrics}: what engines count in a registry, the Java virtual machine and its process, and what else is in the
 * registry; as Prometheus text, or as OpenMetrics for those who ask for that. Safe from any thread.
 */
public final class MetricsPage {
    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

    private final EngineFamilies engines;
    private final JvmFamilies jvm = new JvmFamilies();
    private final OtherFamilies others;

    /** Shows what is in {@code registry}. */
    public MetricsPage(MetricRegistry registry) {
        this.engines = new EngineFamilies(registry);
        this.others = new OtherFamilies(registry);
    }

    /** Answers a call. */
    public AdminAnswer answer(AdminCall call) throws IOException {
        String accept = call.request().getHeaders().get(HttpHeader.ACCEPT);
        ExpositionFormatWriter writer = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : TEXT;
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        writer.write(page, snapshots());
        return new AdminAnswer(200, Headers.of("content-type", writer.getContentType()), page.toByteArray());
    }

    /** A name that is there twice would make the page unreadable: the first who has it keeps it. */
    private MetricSnapshots snapshots() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (List<MetricSnapshot> some : List.of(engines.collect(), jvm.collect(), others.collect())) {
            for (MetricSnapshot snapshot : some) {
                if (!all.containsMetricName(snapshot.getMetadata().getPrometheusName())) {
                    all.metricSnapshot(snapshot);
                }
            }
        }
        return all.build();
    }
}
