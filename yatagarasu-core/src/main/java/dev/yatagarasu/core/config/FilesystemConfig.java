package dev.yatagarasu.core.config;

import java.nio.file.Path;

/**
 * A directory as a bucket.
 *
 * @param root the directory; a relative path is resolved against the working directory
 */
public record FilesystemConfig(Path root) implements StorageConfig {
    @Override
    public String identity() {
        return "filesystem " + root.toAbsolutePath().normalize();
    }
}
