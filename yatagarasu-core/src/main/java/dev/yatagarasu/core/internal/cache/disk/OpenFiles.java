package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last used files of several blocks, with their tables and mappings, so that each is read and checked once for many
 * blocks. Bounded: with {@link MappedWindows} at most 32 GiB of address space are in use, besides what the collector has not
 * given back yet. Safe from any thread.
 */
final class OpenFiles {
    private static final int KEPT = 128;

    private final Map<ObjectKey, ObjectFile> files = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectKey, ObjectFile> eldest) {
            return size() > KEPT;
        }
    };

    synchronized Optional<ObjectFile> get(ObjectKey key) {
        return Optional.ofNullable(files.get(key));
    }

    /** Keeps it if it has several blocks; files of one block are read in one go anyway. */
    synchronized void put(ObjectKey key, ObjectFile file) {
        if (file.header().blocks() > 1) {
            files.put(key, file);
        }
    }

    synchronized void clear() {
        files.clear();
    }

    synchronized void remove(ObjectKey key) {
        files.remove(key);
    }
}
