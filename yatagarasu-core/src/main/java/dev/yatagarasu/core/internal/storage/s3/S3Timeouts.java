package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.core.config.S3Config;
import java.time.Duration;
import org.apache.hc.core5.util.Timeout;

/**
 * How long to wait for what.
 *
 * @param connect for a free connection, and for it to be established
 * @param response for the first byte of an answer
 * @param idle for the next bytes of a body
 */
record S3Timeouts(Timeout connect, Timeout response, Timeout idle) {
    private static final Duration PROBE = Duration.ofSeconds(3);

    static S3Timeouts of(S3Config config) {
        return new S3Timeouts(
                timeout(config.connectTimeout()), timeout(config.timeout()), timeout(config.idleTimeout()));
    }

    /** The shortest time that any read is given, a probe's among them. */
    Timeout shortestRead() {
        S3Timeouts probe = forProbe();
        return probe.response.compareTo(probe.idle) < 0 ? probe.response : probe.idle;
    }

    /** The same, but nothing longer than a probe may take. */
    S3Timeouts forProbe() {
        return new S3Timeouts(shortened(connect), shortened(response), shortened(idle));
    }

    private static Timeout shortened(Timeout timeout) {
        return timeout(timeout.toDuration().compareTo(PROBE) < 0 ? timeout.toDuration() : PROBE);
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE));
    }
}
