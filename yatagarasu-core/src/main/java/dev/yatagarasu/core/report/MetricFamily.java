package dev.yatagarasu.core.report;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A metric family of an engine: its name, kind and help text. */
public enum MetricFamily {
    BUILD_INFO("build_info", Kind.INFO, "Which version runs."),
    REQUESTS("requests", Kind.COUNTER, "Answers."),
    REQUEST_DURATION(
            "request_duration_seconds",
            Kind.HISTOGRAM,
            "Time from the first look at a request to the end of its answer."),
    RESPONSE_BODY_BYTES("response_body_bytes", Kind.COUNTER, "Bytes of bodies handed to connections."),
    RESPONSES_ABORTED("responses_aborted", Kind.COUNTER, "Answers that were not sent to their end."),
    REQUESTS_IN_FLIGHT("requests_in_flight", Kind.GAUGE, "Requests whose answers are not all sent."),
    REQUESTS_WAITING("requests_waiting", Kind.GAUGE, "Those among them that memory could not answer at once."),
    RATE_LIMITED("rate_limited", Kind.COUNTER, "Requests refused because of a rate limit."),
    IP_BLOCKED("ip_blocked", Kind.COUNTER, "Requests refused because of the client's address."),
    CONNECTIONS_CUT("connections_cut", Kind.COUNTER, "Connections that the server closed because of a bound."),

    CACHE_BYTES("cache_bytes", Kind.GAUGE, "Bytes that a tier of the cache holds."),
    CACHE_ENTRIES("cache_entries", Kind.GAUGE, "Objects, and in memory blocks, that a tier of the cache holds."),
    CACHE_HITS("cache_hits", Kind.COUNTER, "Look-ups of heads and blocks that found something."),
    CACHE_MISSES("cache_misses", Kind.COUNTER, "Look-ups of heads and blocks that found nothing."),
    CACHE_SERVED_BYTES("cache_served_bytes", Kind.COUNTER, "Bytes of objects served from the cache."),
    CACHE_EVICTIONS("cache_evictions", Kind.COUNTER, "Entries that were removed to make room."),
    CACHE_DAMAGED("cache_damaged", Kind.COUNTER, "Entries that were removed because they were damaged."),
    CACHE_ERRORS("cache_errors", Kind.COUNTER, "Calls of a tier of the cache that failed."),
    CACHE_UP("cache_up", Kind.GAUGE, "1 if the last call of the tier went well."),
    CACHE_QUEUED_BYTES("cache_queued_bytes", Kind.GAUGE, "Bytes that wait to be written."),
    CACHE_DROPPED_WRITES("cache_dropped_writes", Kind.COUNTER, "Writes dropped because too many waited."),
    WARMUP_JOBS("warmup_jobs", Kind.GAUGE, "Warm-ups at work."),
    WARMUP_OBJECTS("warmup_objects", Kind.COUNTER, "Objects of warm-ups."),
    WARMUP_READ_BYTES("warmup_read_bytes", Kind.COUNTER, "Bytes that warm-ups have read from storage."),
    INVALIDATIONS_SENT("invalidations_sent", Kind.COUNTER, "Purges that other instances were told."),
    INVALIDATIONS_UNSENT("invalidations_unsent", Kind.COUNTER, "Purges that other instances could not be told."),
    INVALIDATIONS_RECEIVED("invalidations_received", Kind.COUNTER, "Purges heard from other instances."),
    INVALIDATIONS_MISSED("invalidations_missed", Kind.COUNTER, "Times that purges may have been missed."),
    INVALIDATION_BUS_UP("invalidation_bus_up", Kind.GAUGE, "1 if purges of other instances are heard."),

    POLICY_DECISIONS("policy_decisions", Kind.COUNTER, "Decisions, remembered or asked for."),
    POLICY_FAILURES("policy_failures", Kind.COUNTER, "Times that a policy gave no usable answer."),
    POLICY_LET_IN_UNDECIDED(
            "policy_let_in_undecided",
            Kind.COUNTER,
            "Requests that went on without a decision: the bucket fails open."),
    POLICY_DURATION("policy_duration_seconds", Kind.HISTOGRAM, "Time that a policy took to answer."),
    POLICY_UP("policy_up", Kind.GAUGE, "1 if the policy could be asked the last time."),
    DECISIONS_REMEMBERED("decisions_remembered", Kind.GAUGE, "Decisions that are remembered."),
    KEY_SETS("key_sets", Kind.GAUGE, "Published key sets in use."),
    KEY_SETS_FAILING("key_sets_failing", Kind.GAUGE, "Key sets that could not be fetched the last time."),
    KEYS("keys", Kind.GAUGE, "Keys published in the key sets."),

    STORAGE_UP("storage_up", Kind.GAUGE, "1 if the last probe of the storage was answered."),
    STORAGE_REQUESTS("storage_requests", Kind.COUNTER, "Requests to storage, probes and listings left out."),
    STORAGE_ERRORS("storage_errors", Kind.COUNTER, "Requests that storage did not answer, or not to the end."),
    STORAGE_ATTEMPTS("storage_attempts", Kind.COUNTER, "Times that a replica was asked, by how that ended."),
    STORAGE_RETRIES("storage_retries", Kind.COUNTER, "Times that a replica was asked again for the same request."),
    STORAGE_FAILOVERS("storage_failovers", Kind.COUNTER, "Requests that went on from one replica to another."),
    STORAGE_BREAKER_STATE(
            "storage_breaker_state", Kind.GAUGE, "0 if requests go to a replica, 1 one at a time, 2 none."),
    STORAGE_CONNECTIONS_EXHAUSTED(
            "storage_connections_exhausted", Kind.COUNTER, "Requests to storage that found all connections in use."),
    STORAGE_FIRST_BYTE(
            "storage_first_byte_seconds",
            Kind.HISTOGRAM,
            "Time from a request to storage to the beginning of its answer."),
    STORAGE_READ_BYTES("storage_read_bytes", Kind.COUNTER, "Bytes of objects read from storage."),
    STORAGE_SERVED_BYTES("storage_served_bytes", Kind.COUNTER, "Bytes of objects served from storage.");

    /** The kind of a metric. */
    public enum Kind {
        /** Only grows; Prometheus is shown it with {@code _total}. */
        COUNTER,
        /** Always 1: the information is in the labels. */
        INFO,
        /** Goes up and down. */
        GAUGE,
        /** Durations, counted in fixed buckets. */
        HISTOGRAM
    }

    private static final Map<String, MetricFamily> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MetricFamily::text, Function.identity()));

    private final String text;
    private final Kind kind;
    private final String help;

    MetricFamily(String name, Kind kind, String help) {
        this.text = "yatagarasu_" + name;
        this.kind = kind;
        this.help = help;
    }

    /** The family with this name, if there is one. */
    public static Optional<MetricFamily> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Its name in the registry, before the labels. */
    public String text() {
        return text;
    }

    /** The kind of the metric. */
    public Kind kind() {
        return kind;
    }

    /** The meaning of the metric, in one sentence. */
    public String help() {
        return help;
    }
}
