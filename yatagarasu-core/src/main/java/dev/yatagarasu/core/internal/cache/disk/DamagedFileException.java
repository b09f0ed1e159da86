package dev.yatagarasu.core.internal.cache.disk;

import java.io.IOException;

/** What lies under a name of ours is not what we wrote there: it is a miss, and goes. */
final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
        super(message);
    }
}
