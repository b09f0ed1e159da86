package dev.yatagarasu.core.internal.cache.disk;

import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.VERSION;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.key;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.lifetime;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putLarge;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putSmall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.testkit.CacheSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much lies on the disk, and what goes first. */
final class DiskBoundTest {
    private static final long ROOM = 10 * 8192L;

    @TempDir
    Path directory;

    private DiskFixture disk;

    @BeforeEach
    void setUp() {
        disk = new DiskFixture(directory);
    }

    @Test
    void statistics_bytes_areThoseOnTheDisk() throws IOException {
        try (DiskTier tier = disk.open()) {
            putSmall(tier, key("a"), 5000);
            putLarge(tier, key("b"), 5);
            tier.putHead(key("c"), new CachedHead.Missing(lifetime()));
            assertThat(tier.statistics().bytes()).isEqualTo(disk.pages());
            for (int i = 0; i < 5; i++) {
                putSmall(tier, key("a"), 5000 + i * 10_000);
                putLarge(tier, key("b"), 2 + i);
            }
            assertThat(tier.statistics().bytes()).isEqualTo(disk.pages());
            assertThat(tier.statistics().entries()).isEqualTo(3);
        }
    }

    @Test
    void statistics_holes_takeNoRoom() {
        try (DiskTier tier = disk.open()) {
            CachedHead.Found head = CacheSamples.head(key("a"), VERSION, 50L << 20, lifetime());
            tier.putHead(key("a"), head);
            assertThat(tier.statistics().bytes()).isBetween(1L, 16_384L);
            tier.putBlock(new BlockKey(key("a"), VERSION, 7), head, CacheSamples.block(key("a"), head, 7));
            assertThat(tier.statistics().bytes()).isBetween(256L << 10, (256L << 10) + 16_384L);
        }
    }

    @Test
    void put_moreThanFits_letsGoWhatWasUsedLongestAgo() throws IOException {
        try (DiskTier tier = disk.open(ROOM)) {
            for (int i = 0; i < 10; i++) {
                putSmall(tier, key("k" + i), 5000);
            }
            assertThat(tier.statistics().evictions()).isZero();
            tier.head(key("k0"));
            tier.head(key("k2"));
            for (int i = 10; i < 13; i++) {
                putSmall(tier, key("k" + i), 5000);
            }
            assertThat(tier.statistics().evictions()).isEqualTo(3);
            for (int i = 0; i < 13; i++) {
                assertThat(tier.head(key("k" + i)).isPresent()).as("k%d", i).isEqualTo(i != 1 && i != 3 && i != 4);
            }
            assertThat(disk.files()).hasSize(10);
        }
    }

    @Test
    void put_anyMixture_neverTakesMoreThanTheBound() throws IOException {
        Random random = new Random(5);
        try (DiskTier tier = disk.open(2L << 20)) {
            for (int i = 0; i < 300; i++) {
                if (random.nextInt(4) == 0) {
                    putLarge(tier, key("k" + random.nextInt(20)), 2 + random.nextInt(3));
                } else {
                    putSmall(tier, key("k" + random.nextInt(20)), random.nextInt(100_000));
                }
                assertThat(tier.statistics().bytes()).isLessThanOrEqualTo(2L << 20);
            }
            assertThat(disk.pages()).isEqualTo(tier.statistics().bytes());
            assertThat(tier.statistics().evictions()).isPositive();
        }
    }

    @Test
    void put_objectLargerThanTheBound_isNotKeptAndPushesNothingOut() throws IOException {
        try (DiskTier tier = disk.open(ROOM)) {
            putSmall(tier, key("a"), 5000);
            putSmall(tier, key("b"), 200_000);
            putLarge(tier, key("c"), 3);
            tier.putHead(key("d"), CacheSamples.head(key("d"), VERSION, Long.MAX_VALUE, lifetime()));
            assertThat(tier.head(key("a"))).isPresent();
            assertThat(disk.files()).hasSize(1);
            assertThat(tier.statistics().evictions()).isZero();
            putSmall(tier, key("a"), 200_000);
            assertThat(tier.head(key("a"))).isEmpty();
        }
    }

    @Test
    void open_withoutRoom_isRefused() {
        assertThatThrownBy(() -> disk.open(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
