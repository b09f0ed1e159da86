package dev.yatagarasu.auth.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Open connections that no call uses just now, the one that was used last on top. Safe from any thread. */
final class KeptConnections implements AutoCloseable {
    private final Duration greatestAge;
    private final Deque<JsonConnection> kept = new ArrayDeque<>();
    private boolean closed;

    /** Keeps none for longer than that, be it idle or busy. */
    KeptConnections(Duration greatestAge) {
        this.greatestAge = greatestAge;
    }

    synchronized Optional<JsonConnection> take() {
        dropOld();
        return Optional.ofNullable(kept.pollFirst());
    }

    synchronized void keep(JsonConnection connection) {
        if (closed) {
            connection.drop();
            return;
        }
        connection.keep();
        kept.addFirst(connection);
        dropOld();
    }

    private void dropOld() {
        kept.removeIf(connection -> {
            boolean old = connection.isOld(greatestAge);
            if (old) {
                connection.drop();
            }
            return old;
        });
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        kept.forEach(JsonConnection::drop);
        kept.clear();
    }
}
