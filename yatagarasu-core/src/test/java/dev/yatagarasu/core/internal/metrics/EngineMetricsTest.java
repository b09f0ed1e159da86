package dev.yatagarasu.core.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.report.MetricFamily;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {
    private final MetricRegistry registry = new MetricRegistry();

    @Test
    void in_anotherEngineOfThatName_isRefused() {
        try (EngineMetrics first = EngineMetrics.in(registry, Optional.of("a"))) {
            EngineMetrics.in(registry, Optional.of("b"));
            EngineMetrics.in(registry, Optional.empty());

            assertThatThrownBy(() -> EngineMetrics.in(registry, Optional.of("a")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another engine named \"a\" counts in this registry");
            assertThatThrownBy(() -> EngineMetrics.in(registry, Optional.empty()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("metrics(registry, name)");
            first.requests("files").record(200, CacheOutcome.HIT, 1, 1);
            assertThat(registry.getNames())
                    .contains("yatagarasu_requests{bucket=\"files\",status=\"200\",cache=\"HIT\",engine=\"a\"}");
        }
        EngineMetrics.in(registry, Optional.of("a"));
    }

    @Test
    void close_leavesWhatIsNotItsOwn() {
        EngineMetrics other = EngineMetrics.in(registry, Optional.of("other"));
        other.requests("files");
        registry.meter("application.orders");
        Object[] before = registry.getNames().toArray();
        EngineMetrics metrics = EngineMetrics.in(registry, Optional.of("a"));
        RequestMetrics requests = metrics.requests("files");
        metrics.show(MetricFamily.STORAGE_UP, () -> 1, "bucket", "files");

        metrics.close();
        requests.record(200, CacheOutcome.HIT, 1, 1);
        metrics.show(MetricFamily.KEYS, () -> 1);

        assertThat(registry.getNames()).containsExactly(Arrays.copyOf(before, before.length, String[].class));
    }

    @Test
    void forget_bucket_leavesOtherEnginesBucketOfThatName() {
        EngineMetrics.in(registry, Optional.of("other")).requests("files");
        EngineMetrics metrics = EngineMetrics.in(registry, Optional.of("a"));
        metrics.requests("files");

        metrics.forget("files");

        assertThat(registry.getNames())
                .filteredOn(name -> name.contains("bucket=\"files\""))
                .isNotEmpty()
                .allMatch(name -> name.contains("engine=\"other\""));
    }

    @Test
    void family_names_areFoundAgainAndNoneIsTakenForOurs() {
        for (MetricFamily family : MetricFamily.values()) {
            assertThat(MetricFamily.named(family.text())).contains(family);
            assertThat(family.text()).matches("yatagarasu_[a-z_]+").doesNotEndWith("_total");
            assertThat(family.help()).endsWith(".");
        }
        assertThat(MetricFamily.named("yatagarasu_orders")).isEmpty();
    }
}
