package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Lets one caller do what several want at the same time (single flight). The first one leads and does the work on its own
 * thread; the others wait for what it gets. Blocks; safe from any thread.
 *
 * @param <T> what the work gives
 */
final class SingleFlight<T> {
    private final ConcurrentMap<ObjectKey, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

    /**
     * What came of a flight.
     *
     * @param value what the work gave
     * @param led whether this caller did the work
     */
    record Landed<T>(T value, boolean led) {}

    /**
     * Does {@code work} for {@code key}, or waits for whoever does. A failure is thrown to everybody, except that of a
     * leader who was interrupted: that is the leader's own, and somebody else leads.
     */
    Landed<T> fly(ObjectKey key, Supplier<T> work) {
        while (true) {
            CompletableFuture<T> own = new CompletableFuture<>();
            CompletableFuture<T> leading = flights.putIfAbsent(key, own);
            if (leading == null) {
                return new Landed<>(lead(key, own, work), true);
            }
            try {
                return new Landed<>(follow(leading), false);
            } catch (CancellationException e) {
                // Its leader was interrupted; once more.
            }
        }
    }

    private T lead(ObjectKey key, CompletableFuture<T> flight, Supplier<T> work) {
        try {
            T value = work.get();
            flight.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            flights.remove(key, flight);
            if (Thread.currentThread().isInterrupted()) {
                flight.cancel(false);
            }
            flight.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, flight);
        }
    }

    private static <T> T follow(CompletableFuture<T> flight) {
        try {
            return flight.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Lets nobody join any more what was begun before a purge; those already waiting get what they asked for. */
    void forget(Purge purge) {
        flights.keySet().removeIf(purge::mayMatch);
    }

    /** Lets nobody join any more what was begun before now. */
    void forgetAll() {
        flights.clear();
    }
}
