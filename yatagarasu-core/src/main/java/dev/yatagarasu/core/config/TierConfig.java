package dev.yatagarasu.core.config;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.config.ConfigNode;
import java.nio.file.Path;

/** One layer of the cache. */
public sealed interface TierConfig {

    /** The name it has in configuration, metrics and headers. */
    String type();

    /**
     * The heap.
     *
     * @param maxSize bytes it may hold, keys and headers included
     */
    record Memory(long maxSize) implements TierConfig {
        public Memory {
            if (maxSize < 0) {
                throw new IllegalArgumentException("not a size: " + maxSize);
            }
        }

        @Override
        public String type() {
            return "memory";
        }
    }

    /**
     * A directory on a local disk.
     *
     * @param directory where; this engine's alone
     * @param maxSize bytes the files may take
     */
    record Disk(Path directory, long maxSize) implements TierConfig {
        public Disk {
            if (maxSize < 0) {
                throw new IllegalArgumentException("not a size: " + maxSize);
            }
        }

        @Override
        public String type() {
            return "disk";
        }
    }

    /**
     * A tier made by a plug-in.
     *
     * @param type what its factory calls itself
     * @param settings the node {@code cache.<type>}, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements TierConfig {}

    /**
     * A tier that the embedding application made, and that the engine closes.
     *
     * @param type a name for it
     * @param tier the tier
     */
    record Provided(String type, CacheTier tier) implements TierConfig {}
}
