package dev.yatagarasu.core.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.report.DurationSnapshot;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {
    private final MetricRegistry registry = new MetricRegistry();
    private final EngineMetrics all = EngineMetrics.in(registry, Optional.empty());
    private final RequestMetrics metrics = all.requests("b");

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
        assertThat(metrics.answers(CacheOutcome.HIT)).isEqualTo(3);
        assertThat(metrics.answers(CacheOutcome.STALE)).isZero();
    }

    @Test
    void record_bodiesOfErrors_areBytesOfNeitherCacheNorStorage() {
        metrics.record(200, CacheOutcome.HIT, 1, 1);
        metrics.record(206, CacheOutcome.REVALIDATED, 2, 1);
        metrics.record(404, CacheOutcome.HIT, 100, 1);
        metrics.record(200, CacheOutcome.MISS, 4, 1);
        metrics.record(206, CacheOutcome.BYPASS, 8, 1);
        metrics.record(403, CacheOutcome.BYPASS, 200, 1);
        metrics.record(502, CacheOutcome.MISS, 400, 1);

        assertThat(metrics.bytesFromCache()).isEqualTo(3);
        assertThat(metrics.bytesFromStorage()).isEqualTo(12);
        assertThat(count("yatagarasu_response_body_bytes{bucket=\"b\"}")).isEqualTo(715);
    }

    @Test
    void record_durations_fallIntoTheBucketOfTheirKind() {
        metrics.record(200, CacheOutcome.HIT, 0, TimeUnit.MICROSECONDS.toNanos(250));
        metrics.record(206, CacheOutcome.HIT, 0, TimeUnit.MICROSECONDS.toNanos(251));
        metrics.record(404, CacheOutcome.HIT, 0, TimeUnit.HOURS.toNanos(1));
        metrics.record(503, CacheOutcome.BYPASS, 0, 0);

        DurationSnapshot hits = durations("hit");
        assertThat(hits.counts()).startsWith(0, 1, 1, 0);
        assertThat(hits.sum()).isEqualTo(0.000501);
        assertThat(durations("client_error").counts()).endsWith(0, 1);
        assertThat(durations("client_error").sum()).isEqualTo(3600);
        assertThat(durations("server_error").counts()).startsWith(1, 0);
    }

    @Test
    void durations_readAsDropwizardDoes_areAsFineAsTheBuckets() {
        for (int i = 0; i < 99; i++) {
            metrics.record(200, CacheOutcome.MISS, 0, TimeUnit.MILLISECONDS.toNanos(2));
        }
        metrics.record(200, CacheOutcome.MISS, 0, TimeUnit.MILLISECONDS.toNanos(700));

        Timer timer = timer("miss");
        assertThat(timer.getCount()).isEqualTo(100);
        assertThat(timer.getSnapshot().getMedian()).isEqualTo(2_500_000);
        assertThat(timer.getSnapshot().getMax()).isEqualTo(1_000_000_000);
    }

    private DurationSnapshot durations(String outcome) {
        return (DurationSnapshot) timer(outcome).getSnapshot();
    }

    private Timer timer(String outcome) {
        String name = "yatagarasu_request_duration_seconds{bucket=\"b\",outcome=\"" + outcome + "\"}";
        return Objects.requireNonNull(registry.getTimers().get(name), name);
    }

    @Test
    void forget_requestThatEndsLater_bringsNoSeriesBack() {
        RequestMetrics other = all.requests("b2");
        metrics.record(200, CacheOutcome.HIT, 0, 1);

        all.forget("b");
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
