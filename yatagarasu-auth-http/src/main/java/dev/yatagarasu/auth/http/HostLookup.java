package dev.yatagarasu.auth.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of one host. A name server that does not answer cannot be interrupted; so whoever waits for it waits
 * no longer than the own deadline, and all wait for one question. Safe from any thread.
 */
final class HostLookup {
    private final String host;
    private final Executor executor;
    private @Nullable CompletableFuture<InetAddress[]> running;

    HostLookup(String host, Executor executor) {
        this.host = host;
        this.executor = executor;
    }

    InetAddress[] addresses(Deadline deadline) throws IOException {
        try {
            return question().get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("the name server did not answer in time");
        } catch (ExecutionException e) {
            throw new UnknownHostException("the host's name is unknown");
        } catch (RejectedExecutionException e) {
            throw new IOException("the engine is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private synchronized CompletableFuture<InetAddress[]> question() {
        CompletableFuture<InetAddress[]> asked = running;
        if (asked == null || asked.isDone()) {
            asked = CompletableFuture.supplyAsync(this::ask, executor);
            running = asked;
        }
        return asked;
    }

    private InetAddress[] ask() {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }
}
