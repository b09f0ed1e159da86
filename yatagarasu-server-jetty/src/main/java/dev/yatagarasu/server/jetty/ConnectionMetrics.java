package dev.yatagarasu.server.jetty;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.report.MetricFamily;

/**
 * Counts connections that the server ends because of one of its limits.
 *
 * @param refused there were too many
 * @param slowRequests a request took too long to come
 * @param slowReaders an answer was not taken fast enough
 * @param largeHeads there was no room for the heads of requests
 */
record ConnectionMetrics(Counter refused, Counter slowRequests, Counter slowReaders, Counter largeHeads) {
    /** Counts among what the engine counts. */
    static ConnectionMetrics of(Yatagarasu engine) {
        return new ConnectionMetrics(
                cut(engine, "max_connections"),
                cut(engine, "header_timeout"),
                cut(engine, "min_rate"),
                cut(engine, "heads"));
    }

    private static Counter cut(Yatagarasu engine, String reason) {
        return engine.counter(MetricFamily.CONNECTIONS_CUT, "reason", reason);
    }
}
