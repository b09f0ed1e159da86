package dev.yatagarasu.core.internal.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.report.MetricFamily;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests of one bucket. Labels are the bucket, the status and the cache outcome: their number is bounded by
 * the configuration, never by what clients send. Safe from any thread; a few tens of nanoseconds a request.
 */
public final class RequestMetrics {
    /** The bucket label of requests that reached no bucket. */
    public static final String NO_BUCKET = "";

    private final EngineMetrics all;
    private final String bucket;
    private final Counter bytes;
    private final Counter cachedBytes;
    private final Counter storageBytes;
    private final Counter aborted;
    /** Few, and the usual ones first: a scan makes no key for a request. */
    private final List<Kind> kinds = new CopyOnWriteArrayList<>();

    private boolean retired;

    private record Kind(int status, CacheOutcome outcome, Counter requests, Timer durations) {}

    RequestMetrics(EngineMetrics all, String bucket) {
        this.all = all;
        this.bucket = bucket;
        this.bytes = all.counter(MetricFamily.RESPONSE_BODY_BYTES, "bucket", bucket);
        this.cachedBytes = all.counter(MetricFamily.CACHE_SERVED_BYTES, "bucket", bucket);
        this.storageBytes = all.counter(MetricFamily.STORAGE_SERVED_BYTES, "bucket", bucket);
        this.aborted = all.counter(MetricFamily.RESPONSES_ABORTED, "bucket", bucket);
    }

    /** Counts a request that is over. */
    public void record(int status, CacheOutcome outcome, long bytesSent, long nanos) {
        Kind kind = kind(status, outcome);
        kind.requests.inc();
        kind.durations.update(nanos, TimeUnit.NANOSECONDS);
        bytes.inc(bytesSent);
        if (status < 300) {
            (outcome.isFromCache() ? cachedBytes : storageBytes).inc(bytesSent);
        }
    }

    private Kind kind(int status, CacheOutcome outcome) {
        for (Kind kind : kinds) {
            if (kind.status == status && kind.outcome == outcome) {
                return kind;
            }
        }
        return added(status, outcome);
    }

    private synchronized Kind added(int status, CacheOutcome outcome) {
        return kinds.stream()
                .filter(kind -> kind.status == status && kind.outcome == outcome)
                .findFirst()
                .orElseGet(() -> {
                    Kind kind = retired ? unseen(status, outcome) : counted(status, outcome);
                    kinds.add(kind);
                    return kind;
                });
    }

    private Kind counted(int status, CacheOutcome outcome) {
        return new Kind(
                status,
                outcome,
                all.counter(
                        MetricFamily.REQUESTS,
                        "bucket",
                        bucket,
                        "status",
                        Integer.toString(status),
                        "cache",
                        outcome.name()),
                all.durations(MetricFamily.REQUEST_DURATION, "bucket", bucket, "outcome", classOf(status, outcome)));
    }

    private static Kind unseen(int status, CacheOutcome outcome) {
        return new Kind(status, outcome, new Counter(), new Timer());
    }

    /** Refusals and failures are as fast as they are whatever the cache did. */
    private static String classOf(int status, CacheOutcome outcome) {
        if (status >= 500) {
            return "server_error";
        }
        return status >= 400 ? "client_error" : outcome.name().toLowerCase(Locale.ROOT);
    }

    /** Counts an answer that did not reach its client whole. */
    public void recordAborted() {
        aborted.inc();
    }

    /** How many answers were of that outcome. */
    public long answers(CacheOutcome outcome) {
        return kinds.stream()
                .filter(kind -> kind.outcome == outcome)
                .mapToLong(kind -> kind.requests.getCount())
                .sum();
    }

    /** Bytes sent of objects whose answers came from the cache; bodies of errors are none. */
    public long bytesFromCache() {
        return cachedBytes.getCount();
    }

    /** Bytes sent of objects whose answers came from storage; bodies of errors are none. */
    public long bytesFromStorage() {
        return storageBytes.getCount();
    }

    /** Shows no new series from now on: a request that still ends brings none back. */
    synchronized void retire() {
        retired = true;
    }
}
