package dev.yatagarasu.server.jetty.metrics;

import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.core.report.LabeledName;
import dev.yatagarasu.core.report.MetricFamily;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the application counts in the same registry, each by itself: one that fails takes no other along. */
final class OtherFamilies {
    private static final Logger log = LoggerFactory.getLogger(OtherFamilies.class);

    private final MetricRegistry registry;

    OtherFamilies(MetricRegistry registry) {
        this.registry = registry;
    }

    List<MetricSnapshot> collect() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        registry.getMetrics().forEach((name, metric) -> {
            if (MetricFamily.named(LabeledName.parse(name).name()).isEmpty()) {
                snapshots.addAll(bridged(name, metric));
            }
        });
        return snapshots;
    }

    private static List<MetricSnapshot> bridged(String name, Metric metric) {
        try {
            MetricRegistry alone = new MetricRegistry();
            alone.register(name, metric);
            return new DropwizardExports(alone).collect().stream().toList();
        } catch (RuntimeException | Error e) {
            log.debug("metric {} cannot be shown", name, e);
            return List.of();
        }
    }
}
