package dev.yatagarasu.api.storage;

import java.util.Optional;

/**
 * A request of the engine to storage.
 *
 * @param key the object's key, exact: never empty, never normalised, may hold any character but NUL
 * @param version the requested version, as storage names it; empty for the current one. Set only for a backend that
 *     {@linkplain StorageBackend#keepsVersions() keeps versions}
 * @param range the only requested range, or empty for the whole object
 * @param preconditions conditions the backend may evaluate
 */
public record StorageRequest(
        String key, Optional<String> version, Optional<ByteRange> range, Preconditions preconditions) {
    public StorageRequest {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a storage request needs a key");
        }
    }

    /** About the current version. */
    public StorageRequest(String key, Optional<ByteRange> range, Preconditions preconditions) {
        this(key, Optional.empty(), range, preconditions);
    }

    /** The same about another version. */
    public StorageRequest ofVersion(String other) {
        return new StorageRequest(key, Optional.of(other), range, preconditions);
    }

    /** The whole object, unconditionally. */
    public static StorageRequest whole(String key) {
        return new StorageRequest(key, Optional.empty(), Preconditions.none());
    }
}
