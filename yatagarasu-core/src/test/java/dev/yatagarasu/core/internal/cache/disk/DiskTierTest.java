package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.testkit.CacheTierContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The disk tier keeps the contract of all tiers. */
final class DiskTierTest extends CacheTierContract {
    @TempDir
    Path directory;

    @Override
    protected CacheTier openTier() {
        return new DiskTier(new TierConfig.Disk(directory, 64L << 20), clock(), Runnable::run);
    }
}
