package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.internal.storage.ConnectionsInUseException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests to one host over pooled connections. Works on the connections themselves: there are no redirects,
 * cookies, authentication, decompression or retries in between. One exception: where a kept connection turns out to be
 * dead before a byte of an answer has come, the request is sent once more on a new one.
 */
final class S3Client implements AutoCloseable {
    private static final TimeValue KEEP = TimeValue.NEG_ONE_MILLISECOND;
    private static final TimeValue IDLE_TOO_LONG = TimeValue.ofMinutes(1);

    private final PoolingHttpClientConnectionManager pool;
    private final HttpRoute route;
    private final int maxConnections;
    private final ReadDeadlines deadlines;
    /** Lets no more requests to the pool than it has connections, so that waiting happens here and leaks nothing. */
    private final Semaphore permits;
    /** The probe has a connection of its own: a busy bucket must not look like a dead one. */
    private final Semaphore probePermit = new Semaphore(1);

    S3Client(PoolingHttpClientConnectionManager pool, HttpRoute route, int maxConnections, ReadDeadlines deadlines) {
        this.pool = pool;
        this.route = route;
        this.maxConnections = maxConnections;
        this.deadlines = deadlines;
        this.permits = new Semaphore(maxConnections, true);
    }

    /** Sends a request and returns when the head of the answer is there; throws {@link StorageException} only. */
    S3Exchange send(ClassicHttpRequest request, S3Timeouts timeouts) {
        return send(request, timeouts, permits);
    }

    /** Like {@link #send}, besides the connections that requests may use. Tidies the pool up, too. */
    S3Exchange sendProbe(ClassicHttpRequest request, S3Timeouts timeouts) {
        pool.closeIdle(IDLE_TOO_LONG);
        return send(request, timeouts, probePermit);
    }

    private S3Exchange send(ClassicHttpRequest request, S3Timeouts timeouts, Semaphore permit) {
        acquire(permit, timeouts.connect());
        boolean handedOver = false;
        try {
            ConnectionEndpoint endpoint = lease(timeouts.connect());
            S3Exchange exchange = exchange(endpoint, request, timeouts, permit);
            handedOver = true;
            return exchange;
        } finally {
            if (!handedOver) {
                permit.release();
            }
        }
    }

    private void acquire(Semaphore permit, Timeout patience) {
        try {
            if (!permit.tryAcquire(patience.toMilliseconds(), TimeUnit.MILLISECONDS)) {
                throw new ConnectionsInUseException("all " + maxConnections + " connections to " + route.getTargetHost()
                        + " were in use for " + patience + "; raise max_connections if storage can bear it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "interrupted while waiting for storage", e);
        }
    }

    /** There is one for each permit; an interrupt that comes just now must not lose it. */
    private ConnectionEndpoint lease(Timeout patience) {
        boolean interrupted = false;
        try {
            LeaseRequest lease = pool.lease(null, route, Timeout.DISABLED, null);
            for (; ; ) {
                try {
                    return lease.get(patience);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException | ExecutionException | IllegalStateException e) {
            throw new StorageException(
                    StorageException.Kind.UNAVAILABLE, "no connection could be had: " + e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private S3Exchange exchange(
            ConnectionEndpoint endpoint, ClassicHttpRequest request, S3Timeouts timeouts, Semaphore permit) {
        boolean answered = false;
        deadlines.begin();
        try {
            ClassicHttpResponse response = attempts(endpoint, request, timeouts);
            boolean keepAlive = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, null);
            answered = true;
            return new S3Exchange(response, keepAlive, reusable -> {
                deadlines.end();
                release(endpoint, reusable);
                permit.release();
            });
        } catch (IOException | HttpException e) {
            throw S3Failures.ofExchange(e, route.getTargetHost(), timeouts);
        } catch (IllegalStateException e) {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "the bucket's storage has been closed", e);
        } finally {
            if (!answered) {
                deadlines.end();
                release(endpoint, false);
            }
        }
    }

    private ClassicHttpResponse attempts(ConnectionEndpoint endpoint, ClassicHttpRequest request, S3Timeouts timeouts)
            throws IOException, HttpException {
        if (endpoint.isConnected()) {
            try {
                return attempt(endpoint, request, timeouts);
            } catch (StaleConnectionException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                endpoint.close(CloseMode.IMMEDIATE);
            }
        }
        connect(endpoint, timeouts.connect());
        return attempt(endpoint, request, timeouts);
    }

    private void connect(ConnectionEndpoint endpoint, Timeout patience) {
        try {
            pool.connect(endpoint, patience, HttpClientContext.create());
        } catch (IOException e) {
            throw S3Failures.ofConnect(e, route.getTargetHost());
        }
    }

    private static ClassicHttpResponse attempt(
            ConnectionEndpoint endpoint, ClassicHttpRequest request, S3Timeouts timeouts)
            throws IOException, HttpException {
        return endpoint.execute(
                null,
                request,
                (sent, connection, context) ->
                        ((S3Connection) connection).exchange(sent, timeouts.response(), timeouts.idle()),
                null);
    }

    private void release(ConnectionEndpoint endpoint, boolean reusable) {
        if (!reusable) {
            endpoint.close(CloseMode.IMMEDIATE);
        }
        pool.release(endpoint, null, reusable ? KEEP : null);
    }

    PoolStatus status() {
        PoolStats stats = pool.getTotalStats();
        return new PoolStatus(stats.getLeased(), stats.getAvailable(), maxConnections, permits.getQueueLength());
    }

    @Override
    public void close() {
        pool.close(CloseMode.IMMEDIATE);
    }
}
