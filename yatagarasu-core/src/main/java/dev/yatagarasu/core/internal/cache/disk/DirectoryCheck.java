package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.YatagarasuException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a cache directory from outside. */
public final class DirectoryCheck {
    private DirectoryCheck() {}

    /**
     * Whether a cache could be kept there, as far as can be told without making or changing anything; also if another one
     * uses it just now.
     *
     * @throws YatagarasuException if not, with the reason
     */
    public static void check(Path directory) {
        Path nearest = directory.toAbsolutePath();
        while (Files.notExists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            throw new YatagarasuException("cannot use the cache directory " + directory + ": " + nearest
                    + " is no directory that this process may write to");
        }
    }
}
