package dev.yatagarasu.core.report;

/** What a circuit breaker lets through to the storage behind it. */
public enum BreakerState {
    /** Everything. */
    CLOSED,
    /** One request at a time, to find out whether storage works again. */
    HALF_OPEN,
    /** Nothing, for a while. */
    OPEN
}
