package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.storage.StorageBackend;
import org.jspecify.annotations.Nullable;

/** Where a bucket's objects are stored. */
public sealed interface StorageConfig permits S3Config, FilesystemConfig, StorageConfig.Plugin, StorageConfig.Provided {

    /**
     * Identifies the set of objects, independent of how they are reached, so that a cache that outlives the process can
     * tell storages apart. Contains no secret.
     */
    String identity();

    /**
     * A backend made by a plug-in.
     *
     * @param type the type that its factory names
     * @param settings the bucket's {@code storage} node, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements StorageConfig {
        @Override
        public String identity() {
            return type + " " + settings.hashCode();
        }
    }

    /**
     * A backend that the embedding application has created. The engine closes it.
     *
     * @param backend the backend
     */
    record Provided(StorageBackend backend) implements StorageConfig {
        @Override
        public String identity() {
            return "provided " + backend.getClass().getName();
        }

        /** Two backends are two even if they are equal. */
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Provided that && that.backend == backend;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(backend);
        }
    }
}
