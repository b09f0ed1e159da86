package dev.yatagarasu.api.storage;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;

/**
 * Creates storage backends of one type. Found by {@link java.util.ServiceLoader} (name the class in {@code
 * META-INF/services/dev.yatagarasu.api.storage.StorageBackendFactory}), and unused until a bucket names its type. Two
 * factories for one type are an error at the start. Needs a public constructor without parameters.
 */
public interface StorageBackendFactory {

    /** The type's name in the configuration, in snake_case, for example {@code azure_blob}. */
    String type();

    /**
     * Creates the backend for one bucket. Read every setting from {@code settings}: keys that were not read are
     * reported as unknown after this returns, and problems added to the node are reported together with all others.
     * Must not wait for storage, which may be down at the start.
     *
     * @param settings the bucket's {@code storage} node; its {@code type} has been read
     */
    StorageBackend create(ConfigNode settings, ComponentContext context);
}
