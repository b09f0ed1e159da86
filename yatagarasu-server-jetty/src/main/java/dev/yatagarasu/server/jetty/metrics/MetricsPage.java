package dev.yatagarasu.server.jetty.metrics;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.server.jetty.admin.AdminAnswer;
import dev.yatagarasu.server.jetty.admin.AdminCall;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;

/**
 * {@code /metrics}: what engines count in a registry, as Prometheus text, or as OpenMetrics for those who ask for that. Safe
 * from any thread.
 */
public final class MetricsPage {
    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

    private final EngineFamilies engines;

    /** Shows what is in {@code registry}. */
    public MetricsPage(MetricRegistry registry) {
        this.engines = new EngineFamilies(registry);
    }

    /** Answers a call. */
    public AdminAnswer answer(AdminCall call) throws IOException {
        String accept = call.request().getHeaders().get(HttpHeader.ACCEPT);
        ExpositionFormatWriter writer = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : TEXT;
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        writer.write(page, new MetricSnapshots(engines.collect()));
        return new AdminAnswer(200, Headers.of("content-type", writer.getContentType()), page.toByteArray());
    }
}
