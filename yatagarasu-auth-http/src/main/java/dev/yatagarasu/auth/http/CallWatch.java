package dev.yatagarasu.auth.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one call. When its time is over, its socket is closed, which ends whatever the call is at just then: connecting,
 * a TLS handshake, sending, or reading an answer that comes in drops. Safe from any thread.
 */
final class CallWatch {
    private final CompletableFuture<Void> call = new CompletableFuture<>();
    private @Nullable Socket socket;
    private boolean over;

    private CallWatch() {}

    static CallWatch until(Deadline deadline) {
        CallWatch watch = new CallWatch();
        CompletableFuture<Void> unused = watch.call
                .orTimeout(deadline.remainingNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((done, timeout) -> {
                    if (timeout != null) {
                        watch.expire();
                    }
                });
        return watch;
    }

    /** From now on the call goes over this socket. */
    synchronized void guard(Socket used) throws IOException {
        socket = used;
        if (over) {
            used.close();
            throw new SocketTimeoutException("no time is left");
        }
    }

    /** The call has ended; false if its time was over before, and its socket is closed or about to be. */
    boolean end() {
        call.complete(null);
        return !call.isCompletedExceptionally();
    }

    private synchronized void expire() {
        over = true;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It serves nobody any more, closed well or badly.
            }
        }
    }
}
