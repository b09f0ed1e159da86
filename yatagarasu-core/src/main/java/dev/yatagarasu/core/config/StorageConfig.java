package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.storage.StorageBackend;

/** Where a bucket's objects are kept. */
public sealed interface StorageConfig permits S3Config, FilesystemConfig, StorageConfig.Plugin, StorageConfig.Provided {

    /**
     * Says which objects these are, apart from how they are reached: what a cache that outlives the process must tell apart.
     * Holds no secret.
     */
    String identity();

    /**
     * A backend made by a plug-in.
     *
     * @param type what its factory calls itself
     * @param settings the bucket's {@code storage} node, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements StorageConfig {
        @Override
        public String identity() {
            return type + " " + settings.hashCode();
        }
    }

    /**
     * A backend that the embedding application made, and that the engine closes.
     *
     * @param backend the backend
     */
    record Provided(StorageBackend backend) implements StorageConfig {
        @Override
        public String identity() {
            return "provided " + backend.getClass().getName();
        }
    }
}
