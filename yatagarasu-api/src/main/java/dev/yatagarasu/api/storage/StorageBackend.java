package dev.yatagarasu.api.storage;

import java.util.Optional;

/**
 * A place where the objects of one bucket are kept; read-only.
 *
 * <p><b>Threads.</b> Called by many threads at once, always on threads that may block (virtual threads); never on a
 * front end's I/O thread. An interrupt means that nobody wants the answer any more.
 *
 * <p><b>Failure.</b> Throw {@link StorageException} when storage is down, too slow, refuses us or answers nonsense. Never
 * answer {@link StorageResponse.NotFound} for any of these: "not found" is cached and believed.
 *
 * <p><b>Security.</b> The key comes from a client. It is canonical (no {@code .} or {@code ..} segment, no NUL) but
 * otherwise arbitrary. Only what {@link StorageRequest} holds may be sent on.
 */
public interface StorageBackend extends AutoCloseable {

    /** Opens the object, or a range of it. The caller closes the response. */
    StorageResponse get(StorageRequest request);

    /** The same answer as {@link #get} would give to a request without a range, with an empty body, in one call. */
    StorageResponse head(StorageRequest request);

    /**
     * Whether it gives the version that a request names, and {@link StorageResponse.NotFound} where there is none. A bucket
     * that offers versions does not start on a backend that says no.
     */
    default boolean keepsVersions() {
        return false;
    }

    /**
     * Lists objects whose keys start with a prefix, a page at a time. Every object that is there from the first page to the
     * last is listed exactly once; nothing is listed that {@link #get} would not give. Only warming the cache up needs it:
     * a backend that cannot list answers empty, always.
     */
    default Optional<ListPage> list(ListRequest request) {
        return Optional.empty();
    }

    /**
     * Finds out whether storage answers, within a few seconds. Called in the background every few seconds; the result is
     * shown by {@code /ready}. Must not throw for a storage that is down.
     */
    StorageHealth probe();

    /** Gives back connections and threads. Called once by the engine, when no request uses the backend any more. */
    @Override
    void close();
}
