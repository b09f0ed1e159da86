package dev.yatagarasu.core.storage;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageBackendFactory;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.plugin.Factories;
import dev.yatagarasu.core.storage.filesystem.FilesystemStorage;
import dev.yatagarasu.core.storage.s3.S3Storage;
import java.util.List;
import java.util.Set;

/** Makes the storage backends that buckets name: the built-in ones, and those of plug-ins. */
public final class StorageBackends {
    private static final Factories.Kind<StorageBackendFactory, StorageBackend> KIND = new Factories.Kind<>(
            StorageBackendFactory.class,
            StorageBackendFactory::type,
            StorageBackend.class,
            StorageBackendFactory::create,
            "storage type",
            Set.of("filesystem", "s3"));

    private final Factories<StorageBackendFactory, StorageBackend> factories;
    private final ProvidedBackends provided = new ProvidedBackends();

    /**
     * Finds the plug-ins that any of {@code plugins} can see.
     *
     * @throws ConfigurationException if one cannot be loaded, or two of them claim one type, or a built-in one
     */
    public StorageBackends(List<ClassLoader> plugins) {
        this.factories = new Factories<>(KIND, plugins);
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
        return factories.create(plugin.type(), plugin.settings(), context);
    }
}
