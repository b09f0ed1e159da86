package dev.yatagarasu.core.metrics;

import com.codahale.metrics.Counter;
import com.codahale.metrics.LockFreeExponentiallyDecayingReservoir;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.yatagarasu.core.http.CacheOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests of one bucket. Labels are the bucket, the status and the cache outcome: their number is bounded by
 * the configuration, never by what clients send. Safe from any thread; a few tens of nanoseconds a request.
 */
public final class RequestMetrics {
    /** The bucket label of requests that reached no bucket. */
    public static final String NO_BUCKET = "";

    private static final String REQUESTS = "yatagarasu_requests";

    private final MetricRegistry registry;
    private final String bucket;
    private final Counter bytes;
    private final Counter cachedBytes;
    private final Timer duration;
    private final Counter aborted;
    private final ConcurrentMap<Kind, Counter> requests = new ConcurrentHashMap<>();

    private volatile boolean forgotten;

    private record Kind(int status, CacheOutcome outcome) {}

    /** Counts into {@code registry} under the bucket's name. */
    public RequestMetrics(MetricRegistry registry, String bucket) {
        this.registry = registry;
        this.bucket = bucket;
        this.bytes = registry.counter(LabeledName.of("yatagarasu_response_body_bytes", "bucket", bucket));
        this.cachedBytes = registry.counter(LabeledName.of("yatagarasu_cache_served_bytes", "bucket", bucket));
        this.aborted = registry.counter(LabeledName.of("yatagarasu_responses_aborted", "bucket", bucket));
        this.duration = registry.timer(
                LabeledName.of("yatagarasu_request_duration_seconds", "bucket", bucket),
                () -> new Timer(LockFreeExponentiallyDecayingReservoir.builder().build()));
    }

    /** Counts a request that is over. */
    public void record(int status, CacheOutcome outcome, long bytesSent, long nanos) {
        requests.computeIfAbsent(new Kind(status, outcome), this::counter).inc();
        bytes.inc(bytesSent);
        if (outcome.isFromCache()) {
            cachedBytes.inc(bytesSent);
        }
        duration.update(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts an answer that did not reach its client whole. */
    public void recordAborted() {
        aborted.inc();
    }

    /** How many answers each bucket has given, by the name of the outcome. Looks at every counter there is. */
    public static Map<String, Map<String, Long>> answers(MetricRegistry registry) {
        Map<String, Map<String, Long>> answers = new HashMap<>();
        registry.getCounters((name, metric) -> name.startsWith(REQUESTS)).forEach((name, counter) -> {
            Map<String, String> labels = LabeledName.parse(name).labels();
            answers.computeIfAbsent(labels.getOrDefault("bucket", NO_BUCKET), bucket -> new HashMap<>())
                    .merge(labels.getOrDefault("cache", ""), counter.getCount(), Long::sum);
        });
        return answers;
    }

    /** Bytes of bodies sent whose answers came from the cache. */
    public long bytesFromCache() {
        return cachedBytes.getCount();
    }

    /** Bytes of bodies sent. */
    public long bytes() {
        return bytes.getCount();
    }

    /** Takes the bucket's series out of the registry, for good: a request that still ends brings none back. */
    public void forget() {
        forgotten = true;
        registry.removeMatching(
                (name, metric) -> bucket.equals(LabeledName.parse(name).labels().get("bucket")));
    }

    private Counter counter(Kind kind) {
        return forgotten
                ? new Counter()
                : registry.counter(LabeledName.of(
                        REQUESTS,
                        "bucket",
                        bucket,
                        "status",
                        Integer.toString(kind.status),
                        "cache",
                        kind.outcome.name()));
    }
}
