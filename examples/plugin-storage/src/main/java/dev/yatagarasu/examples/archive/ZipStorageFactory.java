package dev.yatagarasu.examples.archive;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageBackendFactory;

/**
 * What the server finds in the jar: {@code META-INF/services} names this class. It is public and has a constructor without
 * parameters; everything else may stay inside the package.
 */
public final class ZipStorageFactory implements StorageBackendFactory {

    /** What {@code storage.type} says. */
    @Override
    public String type() {
        return "zip";
    }

    /** Opens nothing yet: a file that is not there at the start must not stop it. */
    @Override
    public StorageBackend create(ConfigNode settings, ComponentContext context) {
        return new ZipStorage(ZipConfig.read(settings));
    }
}
