package dev.yatagarasu.api.storage;

import java.util.Optional;

/**
 * The storage of the objects of one bucket; read-only.
 *
 * <p><b>Threads.</b> Called by many threads at once, always on threads that may block (virtual threads); never on a
 * front end's I/O thread. An interrupt means that the response is no longer needed.
 *
 * <p><b>Failure.</b> Throw a {@link StorageException} if storage is down, is too slow, refuses the request or sends an
 * invalid response. Never return {@link StorageResponse.NotFound} in these cases, because "not found" is cached.
 *
 * <p><b>Security.</b> The key comes from a client. It is canonical (no {@code .} or {@code ..} segment, no NUL) but
 * otherwise arbitrary. Only the content of the {@link StorageRequest} may be sent to storage.
 */
public interface StorageBackend extends AutoCloseable {

    /** Opens the object, or a range of it. The caller closes the response. */
    StorageResponse get(StorageRequest request);

    /** The response that {@link #get} would return without a range, but with an empty body, in one call. */
    StorageResponse head(StorageRequest request);

    /**
     * Whether it returns the version that a request names, and {@link StorageResponse.NotFound} if that does not exist.
     * A bucket with {@code versions: true} is refused at the start if its backend returns false.
     */
    default boolean keepsVersions() {
        return false;
    }

    /**
     * Lists objects whose keys start with a prefix, a page at a time. Every object that is there from the first page to
     * the last is listed exactly once; nothing is listed that {@link #get} would not give. Only warm-ups need it; a
     * backend that cannot list always returns empty.
     */
    default Optional<ListPage> list(ListRequest request) {
        return Optional.empty();
    }

    /**
     * Checks whether storage answers, within a few seconds. Called in the background every few seconds; {@code /ready}
     * shows the result. Must not throw if storage is down.
     */
    StorageHealth probe();

    /** Releases connections and threads. Called once by the engine, when no request uses the backend any more. */
    @Override
    void close();
}
