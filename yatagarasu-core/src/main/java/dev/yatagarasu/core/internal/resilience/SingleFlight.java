package dev.yatagarasu.core.internal.resilience;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets one caller do what several want at the same time (single flight). The first one leads and does the work on its own
 * thread; the others wait for what it gets. Blocks; safe from any thread.
 *
 * @param <K> what callers want
 * @param <T> what the work gives
 */
public final class SingleFlight<K, T> {
    private final ConcurrentMap<K, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

    /**
     * What came of a flight.
     *
     * @param value what the work gave
     * @param led whether this caller did the work
     */
    public record Landed<T>(T value, boolean led) {}

    /**
     * Does {@code work} for {@code key}, or waits for whoever does. A failure is thrown to everybody, except that of a
     * leader who was interrupted: that is the leader's own, and somebody else leads.
     */
    public Landed<T> fly(K key, Supplier<T> work) {
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

    private T lead(K key, CompletableFuture<T> flight, Supplier<T> work) {
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

    /** Lets nobody join any more what was begun before now for such keys; those already waiting get what they asked for. */
    public void forget(Predicate<K> keys) {
        flights.keySet().removeIf(keys);
    }

    /** Lets nobody join any more what was begun before now. */
    public void forgetAll() {
        flights.clear();
    }
}
