package dev.yatagarasu.api.cache;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One place where copies of objects are kept. May block; called by many threads at once. A tier that fails throws a
 * {@link dev.yatagarasu.api.YatagarasuException}; the engine skips it for a while and goes on. Empty means "not here",
 * never "failed". The engine closes it.
 */
public interface CacheTier extends AutoCloseable {

    /** The bytes kept under {@code key}, read-only, if all of them are here and sound. */
    Optional<ByteBuffer> get(EntryKey key);

    /** Keeps a copy of {@code value}, for as long as there is room. */
    void put(EntryKey key, ByteBuffer value);

    /** Drops what {@code purge} names and returns how many entries went. */
    long purge(Purge purge);

    @Override
    void close();
}
