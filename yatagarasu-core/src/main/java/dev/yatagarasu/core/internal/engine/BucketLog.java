package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.internal.resilience.Outage;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of what a bucket relies on, its storage and those who tell who asks: a few lines, however many requests
 * an outage meets. Safe from any thread.
 */
final class BucketLog {
    private static final Logger log = LoggerFactory.getLogger(BucketLog.class);

    private final String bucket;
    private final Map<StorageException.Kind, Outage> failures = new EnumMap<>(StorageException.Kind.class);
    private final Outage broken;
    private final Outage probes;
    private final Outage identity;

    BucketLog(String bucket, Clock clock) {
        this.bucket = bucket;
        for (StorageException.Kind kind : StorageException.Kind.values()) {
            failures.put(kind, new Outage(clock, log::warn));
        }
        this.broken = new Outage(clock, log::warn);
        this.probes = new Outage(clock, log::warn);
        this.identity = new Outage(clock, log::warn);
    }

    /** A request that storage did not answer. */
    void failed(String id, StorageException failure) {
        Outage outage = failures.getOrDefault(failure.kind(), broken);
        outage.fails("request " + id + ": storage of bucket " + bucket + ": " + failure.getMessage());
        log.debug("request {}", id, failure);
    }

    /**
     * A body that did not come whole; the client sees no more than that the connection ends. What storage cannot have caused
     * is told each time.
     */
    void brokeOff(String id, Throwable failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = "request " + id + ": bucket " + bucket + ": the answer broke off: " + reason;
        if (failure instanceof IOException || failure instanceof StorageException) {
            broken.fails(line);
        } else {
            log.warn(line);
        }
        log.debug("request {}", id, failure);
    }

    /** A request of which nobody can tell who sent it. */
    void unidentified(String id, Exception failure) {
        identity.fails("request " + id + ": bucket " + bucket + ": nobody can be identified: " + failure.getMessage());
        log.debug("request {}", id, failure);
    }

    /** A request of which it could be told. */
    void identified() {
        if (identity.works()) {
            log.info("bucket {}: requests can be identified again", bucket);
        }
    }

    /** An answer of storage. */
    void answered() {
        for (Outage outage : failures.values()) {
            if (outage.works()) {
                log.info("storage of bucket {} answers requests again", bucket);
            }
        }
    }

    /** A probe that found storage up, for the first time since the start or since it was down. */
    void probeAnswered() {
        probes.end();
        log.info("storage of bucket {} answers", bucket);
    }

    /** A probe that found storage down. */
    void probeFailed(String detail) {
        probes.fails("storage of bucket " + bucket + ": " + detail);
    }
}
