package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageBackendFactory;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.internal.plugin.Factories;
import dev.yatagarasu.core.internal.storage.filesystem.FilesystemStorage;
import dev.yatagarasu.core.internal.storage.s3.S3Storage;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the storage backends that buckets name: the built-in ones, and those of plug-ins. */
public final class StorageBackends {
    private static final Factories.Kind<StorageBackendFactory, StorageBackend> KIND = new Factories.Kind<>(
            StorageBackendFactory.class,
            StorageBackendFactory::type,
            StorageBackend.class,
            StorageBackendFactory::create,
            "storage type",
            Set.of("filesystem", "s3"),
            Map.of());

    private final Factories<StorageBackendFactory, StorageBackend> factories;
    private final SharedBackends made = new SharedBackends(new HashMap<>());
    /** One may serve several buckets; two are two even if they are equal. */
    private final SharedBackends provided = new SharedBackends(new IdentityHashMap<>());

    /** What a backend was made from: with anything else, secrets included, it would be another one. */
    private record Origin(String bucket, StorageConfig config, boolean checksums) {}

    /**
     * Finds the plug-ins that any of {@code plugins} can see.
     *
     * @throws ConfigurationException if one cannot be loaded, or two of them claim one type, or a built-in one
     */
    public StorageBackends(List<ClassLoader> plugins) {
        this.factories = new Factories<>(KIND, plugins);
    }

    /**
     * The backend of the bucket that the context names: the one that is open if it is configured alike, else a new one. For one
     * thread at a time.
     *
     * @param checksums whether clients are to see the checksums of objects, where storage has any
     * @throws dev.yatagarasu.core.internal.plugin.UnknownTypeException if there is no such type
     * @throws ConfigurationException if its settings cannot be used
     */
    public StorageLease lease(StorageConfig config, boolean checksums, ComponentContext context) {
        Origin origin = new Origin(context.name(), config, checksums);
        return switch (config) {
            case S3Config s3 -> made.lease(origin, () -> open(s3, checksums, context));
            case FilesystemConfig filesystem -> made.lease(origin, () -> FilesystemStorage.open(filesystem));
            case StorageConfig.Plugin plugin -> made.lease(origin, () -> createPlugin(plugin, context));
            case StorageConfig.Provided given -> provided.lease(given.backend(), given::backend);
        };
    }

    private static StorageBackend open(S3Config s3, boolean checksums, ComponentContext context) {
        return checksums ? S3Storage.openWithChecksums(s3, context) : S3Storage.open(s3, context);
    }

    private StorageBackend createPlugin(StorageConfig.Plugin plugin, ComponentContext context) {
        return factories.create(plugin.type(), plugin.settings(), context);
    }
}
