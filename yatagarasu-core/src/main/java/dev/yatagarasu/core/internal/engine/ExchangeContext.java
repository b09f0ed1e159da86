package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.http.RequestIds;
import dev.yatagarasu.core.internal.metrics.RequestMetrics;

/**
 * What all exchanges of an engine share, whatever configuration they began under.
 *
 * @param time what time is read from
 * @param requestIds names requests
 * @param unrouted counts requests that lead to no bucket
 * @param permits bounds the requests that wait
 * @param inFlight counts the requests in progress
 * @param listeners told of each request that is over
 */
record ExchangeContext(
        TimeSource time,
        RequestIds requestIds,
        RequestMetrics unrouted,
        WaitPermits permits,
        InFlightRequests inFlight,
        Listeners listeners) {}
