package dev.yatagarasu.core.internal.cache.disk;

import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.CLOCK;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.key;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.lifetime;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.testkit.CacheSamples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tier with room for everything, reopened now and then, does what a pair of maps does. (Ended between a purge and the time
 * when it knows everything, it may forget more than the purge named; here it gets that far.)
 */
final class DiskModelTest {
    private static final int STEPS = 5000;

    @TempDir
    Path directory;

    private final Random random = new Random(2026);
    private final ModelTier model = new ModelTier(CLOCK);
    private boolean purged;

    @Test
    void anyOperations_inAnyOrder_giveWhatTheModelGives() {
        DiskFixture disk = new DiskFixture(directory);
        DiskFixture.Later later = new DiskFixture.Later();
        DiskTier tier = disk.open(later);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(100) == 0) {
                if (purged) {
                    later.run();
                }
                purged = false;
                tier.close();
                later = new DiskFixture.Later();
                tier = disk.open(later);
            }
            if (random.nextInt(50) == 0) {
                later.run();
            }
            step(tier);
        }
        later.run();
        assertThat(tier.statistics().entries()).isEqualTo(model.statistics().entries());
        tier.close();
    }

    private void step(CacheTier tier) {
        ObjectKey key = key("folder" + random.nextInt(3) + "/object" + random.nextInt(5))
                .withVariant(random.nextBoolean() ? "" : "accept=*");
        String version = "\"v" + random.nextInt(2) + "\"";
        CachedHead.Found large = tagged(CacheSamples.head(key, version, CacheSamples.threeBlocks(), lifetime()));
        BlockKey block = new BlockKey(key, version, random.nextInt(3));
        switch (random.nextInt(14)) {
            case 0 -> both(tier, one -> one.putHead(key, large));
            case 1, 2 -> putSmall(tier, key);
            case 3 -> both(tier, one -> one.putHead(key, new CachedHead.Missing(lifetime())));
            case 4 -> both(tier, one -> one.remove(key));
            case 5 -> purge(tier, key);
            case 6 -> CLOCK.advance(Duration.ofMinutes(1));
            case 7 -> assertThat(tier.firstPresent(block, 2)).isEqualTo(model.firstPresent(block, 2));
            case 8, 9 -> assertThat(tier.block(block)).isEqualTo(model.block(block));
            case 10, 11 -> assertThat(tier.head(key)).isEqualTo(model.head(key));
            default -> putBlock(tier, block);
        }
    }

    private void putBlock(CacheTier tier, BlockKey block) {
        if (model.head(block.object()).orElse(null) instanceof CachedHead.Found found
                && found.version().equals(block.version())) {
            both(tier, one -> one.putBlock(block, found, CacheSamples.block(block.object(), found, block.number())));
        }
    }

    private void putSmall(CacheTier tier, ObjectKey key) {
        CachedHead.Found small = tagged(CacheSamples.head(key, "\"small\"", 1 + random.nextInt(9000), lifetime()));
        CachedHead.Found head = CacheSamples.withContent(key, small);
        both(tier, one -> one.putHead(key, head));
    }

    private CachedHead.Found tagged(CachedHead.Found head) {
        return CacheSamples.withTags(head, "tag" + random.nextInt(3), "x".repeat(random.nextInt(2000)));
    }

    private void purge(CacheTier tier, ObjectKey key) {
        Purge purge = switch (random.nextInt(5)) {
            case 0 -> Purge.prefix(key.bucket(), "folder" + random.nextInt(3));
            case 1 -> Purge.tag(key.bucket(), "tag" + random.nextInt(3));
            case 2 -> Purge.bucket(key.bucket());
            default -> Purge.key(key.bucket(), key.key());
        };
        Purge one = random.nextBoolean() ? purge.softly() : purge;
        long expected = model.purge(one);
        purged = true;
        assertThat(tier.purge(one)).isLessThanOrEqualTo(expected);
    }

    private void both(CacheTier tier, Consumer<CacheTier> operation) {
        List.of(tier, model).forEach(operation);
    }
}
