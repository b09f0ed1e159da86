package dev.yatagarasu.api.storage;

import java.util.Optional;

/**
 * What the engine asks of storage.
 *
 * @param key the object's key, exact: never empty, never normalised, may hold any character but NUL
 * @param range the only range wanted, or empty for the whole object
 * @param preconditions conditions the backend may evaluate
 */
public record StorageRequest(String key, Optional<ByteRange> range, Preconditions preconditions) {
    public StorageRequest {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a storage request needs a key");
        }
    }

    /** The whole object, unconditionally. */
    public static StorageRequest whole(String key) {
        return new StorageRequest(key, Optional.empty(), Preconditions.none());
    }
}
