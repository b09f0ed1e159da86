package dev.yatagarasu.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.yatagarasu.core.http.CacheOutcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {
    private final MetricRegistry registry = new MetricRegistry();
    private final RequestMetrics metrics = new RequestMetrics(registry, "b");

    @Test
    void record_requests_areCountedByStatusAndOutcome() {
        metrics.record(200, CacheOutcome.HIT, 10, 1);
        metrics.record(200, CacheOutcome.HIT, 5, 1);
        metrics.record(200, CacheOutcome.MISS, 1, 1);
        metrics.record(404, CacheOutcome.HIT, 0, 1);
        metrics.recordAborted();

        assertThat(count("yatagarasu_requests{bucket=\"b\",status=\"200\",cache=\"HIT\"}"))
                .isEqualTo(2);
        assertThat(count("yatagarasu_requests{bucket=\"b\",status=\"200\",cache=\"MISS\"}"))
                .isEqualTo(1);
        assertThat(count("yatagarasu_requests{bucket=\"b\",status=\"404\",cache=\"HIT\"}"))
                .isEqualTo(1);
        assertThat(count("yatagarasu_response_body_bytes{bucket=\"b\"}")).isEqualTo(16);
        assertThat(count("yatagarasu_responses_aborted{bucket=\"b\"}")).isEqualTo(1);
    }

    @Test
    void record_duration_isKeptFinerThanSeconds() {
        metrics.record(200, CacheOutcome.HIT, 0, TimeUnit.MICROSECONDS.toNanos(250));

        Timer duration = registry.timer("yatagarasu_request_duration_seconds{bucket=\"b\"}");
        assertThat(duration.getCount()).isEqualTo(1);
        assertThat(duration.getSnapshot().getMax()).isEqualTo(250_000);
    }

    @Test
    void forget_requestThatEndsLater_bringsNoSeriesBack() {
        RequestMetrics other = new RequestMetrics(registry, "b2");
        metrics.record(200, CacheOutcome.HIT, 0, 1);

        metrics.forget();
        metrics.record(500, CacheOutcome.MISS, 1, 1);
        metrics.recordAborted();
        other.record(200, CacheOutcome.HIT, 0, 1);

        assertThat(registry.getNames())
                .noneMatch(name -> name.contains("bucket=\"b\""))
                .anyMatch(name -> name.contains("bucket=\"b2\""));
    }

    private long count(String name) {
        return registry.counter(name).getCount();
    }
}
