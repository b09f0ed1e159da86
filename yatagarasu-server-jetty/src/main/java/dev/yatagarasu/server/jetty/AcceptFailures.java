package dev.yatagarasu.server.jetty;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that connections cannot be accepted: once when that begins, then their number every minute, and when it is over. */
final class AcceptFailures {
    private static final Logger log = LoggerFactory.getLogger(AcceptFailures.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier ticker;
    private volatile boolean failing;
    private long saidAt;
    private long since;

    /** Reads time in nanoseconds from {@code ticker}. */
    AcceptFailures(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** A connection could not be accepted. */
    synchronized void failed(Throwable why) {
        long now = ticker.getAsLong();
        since++;
        if (!failing) {
            failing = true;
            log.warn(
                    "connections cannot be accepted: {}; if too many files are open, raise the limit of this process",
                    why.toString());
            say(now);
        } else if (now - saidAt >= MINUTE) {
            log.warn("connections still cannot be accepted: {} more failures: {}", since, why.toString());
            say(now);
        }
        log.debug("a connection cannot be accepted", why);
    }

    private void say(long now) {
        saidAt = now;
        since = 0;
    }

    /** A connection was accepted. */
    void accepted() {
        if (failing) {
            recovered();
        }
    }

    private synchronized void recovered() {
        if (failing) {
            failing = false;
            log.warn("connections are accepted again, after {} more failures", since);
        }
    }
}
