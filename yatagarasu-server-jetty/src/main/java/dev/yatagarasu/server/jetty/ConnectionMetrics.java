package dev.yatagarasu.server.jetty;

import com.codahale.metrics.Counter;
import dev.yatagarasu.core.metrics.EngineMetrics;
import dev.yatagarasu.core.metrics.Family;

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
    static ConnectionMetrics of(EngineMetrics metrics) {
        return new ConnectionMetrics(
                cut(metrics, "max_connections"),
                cut(metrics, "header_timeout"),
                cut(metrics, "min_rate"),
                cut(metrics, "heads"));
    }

    private static Counter cut(EngineMetrics metrics, String reason) {
        return metrics.counter(Family.CONNECTIONS_CUT, "reason", reason);
    }
}
