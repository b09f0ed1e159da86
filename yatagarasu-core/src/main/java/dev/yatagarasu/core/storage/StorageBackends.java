package dev.yatagarasu.core.storage;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageBackendFactory;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.storage.filesystem.FilesystemStorage;
import dev.yatagarasu.core.storage.s3.S3Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Makes the storage backends that buckets name: the built-in ones, and those of plug-ins. */
public final class StorageBackends {
    private final Map<String, StorageBackendFactory> factories = new TreeMap<>();
    private final ProvidedBackends provided = new ProvidedBackends();

    /**
     * Finds the plug-ins that {@code plugins} can see.
     *
     * @throws ConfigurationException if one cannot be loaded, or two of them claim one type, or a built-in one
     */
    public StorageBackends(ClassLoader plugins) {
        for (StorageBackendFactory factory : load(plugins)) {
            if (factory.type().equals("s3") || factory.type().equals("filesystem")) {
                throw new ConfigurationException(
                        "plugins", where(factory) + " claims the built-in storage type " + factory.type());
            }
            StorageBackendFactory other = factories.put(factory.type(), factory);
            if (other != null) {
                throw new ConfigurationException(
                        "plugins",
                        "two plug-ins claim the storage type " + factory.type() + ": " + where(other) + " and "
                                + where(factory) + "; remove one");
            }
        }
    }

    private static List<StorageBackendFactory> load(ClassLoader plugins) {
        List<StorageBackendFactory> found = new ArrayList<>();
        try {
            ServiceLoader.load(StorageBackendFactory.class, plugins).forEach(found::add);
            return found;
        } catch (ServiceConfigurationError e) {
            throw new ConfigurationException(
                    "plugins", "a plug-in cannot be loaded: " + e.getMessage() + "; remove or replace its jar");
        }
    }

    private static String where(StorageBackendFactory factory) {
        var source = factory.getClass().getProtectionDomain().getCodeSource();
        return factory.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
    }

    /**
     * Makes the backend of one bucket.
     *
     * @throws ConfigurationException if its settings cannot be used
     */
    public StorageBackend create(BucketConfig bucket, ComponentContext context) {
        return switch (bucket.storage()) {
            case S3Config s3 -> S3Storage.open(s3, context);
            case FilesystemConfig filesystem -> FilesystemStorage.open(filesystem);
            case StorageConfig.Plugin plugin -> createPlugin(plugin, context);
            case StorageConfig.Provided provided -> this.provided.borrow(provided.backend());
        };
    }

    private StorageBackend createPlugin(StorageConfig.Plugin plugin, ComponentContext context) {
        StorageBackendFactory factory = factories.get(plugin.type());
        if (factory == null) {
            throw new ConfigurationException(
                    plugin.settings().path(),
                    "there is no storage type \"" + plugin.type() + "\"; there are filesystem, s3"
                            + String.join(
                                    "",
                                    factories.keySet().stream()
                                            .map(type -> ", " + type)
                                            .toList())
                            + ". Put the plug-in's jar on the class path (or into plugins/)");
        }
        StorageBackend backend = factory.create(plugin.settings(), context);
        plugin.settings().reportUnknownKeys();
        if (!plugin.settings().problems().isEmpty()) {
            backend.close();
            plugin.settings().problems().throwIfAny();
        }
        return backend;
    }
}
