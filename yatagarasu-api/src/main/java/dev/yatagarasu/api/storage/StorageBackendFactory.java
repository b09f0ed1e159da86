package dev.yatagarasu.api.storage;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;

/**
 * Makes storage backends of one type. Found by {@link java.util.ServiceLoader} (name the class in {@code
 * META-INF/services/dev.yatagarasu.api.storage.StorageBackendFactory}), inert until a bucket says {@code storage: {type:
 * ...}}. Two factories for one type stop the start. Needs a public constructor without parameters.
 */
public interface StorageBackendFactory {

    /** The name configuration uses, in snake_case, for example {@code azure_blob}. */
    String type();

    /**
     * Makes the backend for one bucket. Read every setting from {@code settings}: keys that were not asked for are
     * reported as unknown after this returns, and problems noted on the node stop the start together with all others.
     * Must not wait for storage: one that is down at the start must not stop it.
     *
     * @param settings the bucket's {@code storage} node; its {@code type} has been read
     */
    StorageBackend create(ConfigNode settings, ComponentContext context);
}
