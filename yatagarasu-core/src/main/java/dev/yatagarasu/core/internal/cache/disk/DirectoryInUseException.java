package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.YatagarasuException;
import java.nio.file.Path;

/** A cache directory belongs to another tier, in this process or another one, which is open. */
public final class DirectoryInUseException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory) {
        super("the cache directory " + directory
                + " is in use by another cache; give each process a directory of its own");
    }
}
