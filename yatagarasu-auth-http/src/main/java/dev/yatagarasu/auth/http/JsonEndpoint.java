package dev.yatagarasu.auth.http;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.plugin.ComponentContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;

/**
 * A policy service that is asked in JSON over pooled HTTP/1.1 connections. A call never takes longer than it may, whatever
 * the service does, and its answer is strict JSON of at most 1 MB. Redirects are not followed, cookies not kept, nothing is
 * decompressed or logged. One thing is done twice: where a kept connection turns out to be dead before a byte of an answer
 * has come, the request is sent again on a new one. May block; safe from any thread; connects when it is first needed.
 */
public final class JsonEndpoint implements AutoCloseable {
    /** After that a connection is not used again, so that a name that has moved to another address is followed. */
    private static final Duration GREATEST_AGE = Duration.ofMinutes(1);

    private final EndpointConfig config;
    private final Target target;
    private final Connector connector;
    private final AnswerReader reader;
    private final KeptConnections kept;
    private final Semaphore permits;

    /** Opens no connection yet. Throws if the authorities to trust cannot be read. */
    public JsonEndpoint(EndpointConfig config, ComponentContext context) {
        this(config, context, GREATEST_AGE);
    }

    JsonEndpoint(EndpointConfig config, ComponentContext context, Duration greatestAge) {
        this.config = config;
        this.kept = new KeptConnections(greatestAge);
        this.target = Target.of(config.url());
        this.connector = target.connector(config.caCertificate(), context.executor());
        this.reader = new AnswerReader(context.clock());
        this.permits = new Semaphore(config.maxConnections(), true);
    }

    /**
     * Asks, and returns whatever the service answers, errors among it. Throws a {@link YatagarasuException} if there is no
     * answer that can be understood within the time that the configuration gives; its message is for operators.
     */
    public JsonAnswer send(JsonRequest request) {
        return send(request, config.timeout());
    }

    /** The same within less time, for callers that ask several times within one time-out. */
    public JsonAnswer send(JsonRequest request, Duration within) {
        Duration time = within.compareTo(config.timeout()) < 0 ? within : config.timeout();
        Deadline deadline = Deadline.in(time);
        acquire(deadline, time);
        try {
            return watched(target.request(request), deadline, time);
        } finally {
            permits.release();
        }
    }

    private void acquire(Deadline deadline, Duration time) {
        try {
            if (!permits.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw new YatagarasuException("all " + config.maxConnections() + " connections to " + target
                        + " were in use for " + time.toMillis() + " ms; raise max_connections if it can bear that");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new YatagarasuException("interrupted while waiting for a connection to " + target, e);
        }
    }

    private JsonAnswer watched(ClassicHttpRequest request, Deadline deadline, Duration time) {
        if (kept.isClosed()) {
            throw new YatagarasuException("the connections to " + target + " have been closed");
        }
        CallWatch watch = CallWatch.until(deadline);
        try {
            return attempts(request, watch, deadline);
        } catch (IOException | HttpException e) {
            if (!watch.end() || deadline.isOver()) {
                throw new YatagarasuException(target + " did not answer within " + time.toMillis() + " ms", e);
            }
            throw target.failure(e);
        } finally {
            watch.end();
        }
    }

    private JsonAnswer attempts(ClassicHttpRequest request, CallWatch watch, Deadline deadline)
            throws IOException, HttpException {
        JsonConnection used = kept.take().orElse(null);
        if (used != null) {
            try {
                return attempt(used, request, watch);
            } catch (NoAnswerException e) {
                if (Thread.currentThread().isInterrupted() || deadline.isOver()) {
                    throw e;
                }
            }
        }
        return attempt(connector.open(watch, deadline), request, watch);
    }

    private JsonAnswer attempt(JsonConnection connection, ClassicHttpRequest request, CallWatch watch)
            throws IOException, HttpException {
        boolean reusable = false;
        try {
            watch.guard(connection.socket());
            ClassicHttpResponse response = connection.exchange(request);
            JsonAnswer answer = reader.read(response);
            reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, null) && watch.end();
            return answer;
        } finally {
            if (reusable) {
                kept.keep(connection);
            } else {
                connection.drop();
            }
        }
    }

    /** Closes the connections. Calls that are on their way end by themselves. */
    @Override
    public void close() {
        kept.close();
    }
}
