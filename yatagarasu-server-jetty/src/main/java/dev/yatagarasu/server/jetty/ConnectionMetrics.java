package dev.yatagarasu.server.jetty;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.core.metrics.LabeledName;

/**
 * Counts connections that the server ends because of one of its limits.
 *
 * @param refused there were too many
 * @param slowRequests a request took too long to come
 * @param slowReaders an answer was not taken fast enough
 * @param largeHeads there was no room for the heads of requests
 */
record ConnectionMetrics(Counter refused, Counter slowRequests, Counter slowReaders, Counter largeHeads) {
    /** Counts into {@code registry}. */
    static ConnectionMetrics of(MetricRegistry registry) {
        return new ConnectionMetrics(
                cut(registry, "max_connections"),
                cut(registry, "header_timeout"),
                cut(registry, "min_rate"),
                cut(registry, "heads"));
    }

    private static Counter cut(MetricRegistry registry, String reason) {
        return registry.counter(LabeledName.of("yatagarasu_connections_cut", "reason", reason));
    }
}
