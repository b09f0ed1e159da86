package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.storage.StorageBackend;

/** Where a bucket's objects are kept. */
public sealed interface StorageConfig permits S3Config, FilesystemConfig, StorageConfig.Plugin, StorageConfig.Provided {

    /**
     * A backend made by a plug-in.
     *
     * @param type what its factory calls itself
     * @param settings the bucket's {@code storage} node, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements StorageConfig {}

    /**
     * A backend that the embedding application made, and that the engine closes.
     *
     * @param backend the backend
     */
    record Provided(StorageBackend backend) implements StorageConfig {}
}
