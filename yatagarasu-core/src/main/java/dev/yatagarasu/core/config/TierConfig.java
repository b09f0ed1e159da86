package dev.yatagarasu.core.config;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.config.ConfigNode;
import java.nio.file.Path;
import java.time.Duration;

/** One tier of the cache. */
public sealed interface TierConfig {

    /** The name it has in configuration, metrics and headers. */
    String type();

    /**
     * The heap.
     *
     * @param maxSize bytes it may hold, including keys and headers
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
     * @param directory the directory, which only this engine uses
     * @param maxSize bytes that the files may take
     * @param verifyInterval how long bytes are trusted after their checksum was verified; zero verifies them at every
     *     read
     */
    record Disk(Path directory, long maxSize, Duration verifyInterval) implements TierConfig {
        /** An hour. */
        public static final Duration DEFAULT_VERIFY_INTERVAL = Duration.ofHours(1);

        public Disk {
            if (maxSize < 0) {
                throw new IllegalArgumentException("not a size: " + maxSize);
            }
            if (verifyInterval.isNegative()) {
                throw new IllegalArgumentException("not a time span: " + verifyInterval);
            }
        }

        /** A disk tier that trusts verified bytes for {@link #DEFAULT_VERIFY_INTERVAL}. */
        public Disk(Path directory, long maxSize) {
            this(directory, maxSize, DEFAULT_VERIFY_INTERVAL);
        }

        @Override
        public String type() {
            return "disk";
        }
    }

    /**
     * A tier made by a plug-in.
     *
     * @param type the type that its factory names
     * @param settings the node {@code cache.<type>}, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements TierConfig {}

    /**
     * A tier that the embedding application has created. The engine closes it.
     *
     * @param type a name for it
     * @param tier the tier
     */
    record Provided(String type, CacheTier tier) implements TierConfig {}
}
