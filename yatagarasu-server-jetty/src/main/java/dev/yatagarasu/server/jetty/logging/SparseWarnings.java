package dev.yatagarasu.server.jetty.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Lets each of Jetty's warnings through once a minute, whatever it says in detail: a client can cause some of them with
 * every request that it sends.
 */
final class SparseWarnings extends TurboFilter {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();
    /** More than Jetty has. */
    private static final int MOST_KINDS = 256;

    private final LongSupplier ticker;
    private final ConcurrentMap<String, Long> said = new ConcurrentHashMap<>();

    SparseWarnings(LongSupplier ticker) {
        this.ticker = ticker;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] params,
            @Nullable Throwable t) {
        boolean mayRepeat =
                format == null || !Level.WARN.equals(level) || !logger.getName().startsWith("org.eclipse.jetty.");
        return mayRepeat || isDue(logger.getName() + ' ' + format) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private boolean isDue(String kind) {
        long now = ticker.getAsLong();
        Long before = said.get(kind);
        if (before == null) {
            return said.size() < MOST_KINDS && said.putIfAbsent(kind, now) == null;
        }
        return now - before >= PAUSE && said.replace(kind, before, now);
    }
}
