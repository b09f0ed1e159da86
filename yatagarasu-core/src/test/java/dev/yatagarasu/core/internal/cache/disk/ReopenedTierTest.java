package dev.yatagarasu.core.internal.cache.disk;

import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.CLOCK;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.VERSION;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.assertLarge;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.key;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putLarge;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putSmall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.cache.TierStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tier makes of the files that the one before it has left, before and after it has read them all. */
final class ReopenedTierTest {
    @TempDir
    Path directory;

    private final DiskFixture.Later later = new DiskFixture.Later();
    private DiskFixture disk;
    private CachedHead.Found large;

    @BeforeEach
    void fill() {
        disk = new DiskFixture(directory);
        try (DiskTier tier = disk.open()) {
            large = putLarge(tier, key("large"), 3);
            for (int i = 0; i < 10; i++) {
                putSmall(tier, key("small/" + i), 100 + i);
            }
        }
    }

    @Test
    void open_beforeAnythingIsKnown_findsEverything() {
        try (DiskTier tier = disk.open(later)) {
            assertThat(tier.statistics().entries()).isZero();
            assertLarge(tier, key("large"), large);
            assertThat(tier.head(key("small/7"))).contains(DiskFixture.small(key("small/7"), 107));
            assertThat(tier.head(key("small/10"))).isEmpty();
            assertThat(tier.statistics().entries()).isEqualTo(2);
        }
    }

    @Test
    void open_whenAllIsKnown_countsWhatWasCountedBefore() {
        TierStatistics before;
        try (DiskTier tier = disk.open()) {
            before = tier.statistics();
            assertThat(before.entries()).isEqualTo(11);
            assertLarge(tier, key("large"), large);
        }
        try (DiskTier tier = disk.open(later)) {
            tier.head(key("small/3"));
            later.run();
            assertThat(tier.statistics()).isEqualTo(before);
        }
    }

    @Test
    void putHead_beforeTheOldFileIsKnown_wins() {
        try (DiskTier tier = disk.open(later)) {
            CachedHead.Found other = putSmall(tier, key("small/1"), 5000);
            later.run();
            assertThat(tier.head(key("small/1"))).contains(other);
            assertThat(tier.statistics().entries()).isEqualTo(11);
        }
    }

    @Test
    void putHead_sameVersionBeforeItIsKnown_keepsTheBlocks() {
        try (DiskTier tier = disk.open(later)) {
            tier.putHead(key("large"), large.withLifetime(DiskFixture.lifetime().staleAt(CLOCK.millis())));
            assertThat(tier.block(new BlockKey(key("large"), VERSION, 2))).isPresent();
        }
    }

    @Test
    void purge_beforeAnythingIsKnown_holdsForWhatIsFoundLater() throws IOException {
        try (DiskTier tier = disk.open(later)) {
            tier.purge(Purge.prefix("files", "small/"));
            putSmall(tier, key("small/new"), 10);
            assertThat(tier.head(key("small/1"))).isEmpty();
            later.run();
            assertThat(tier.head(key("small/2"))).isEmpty();
            assertThat(tier.head(key("small/new"))).isPresent();
            assertLarge(tier, key("large"), large);
        }
        assertThat(disk.files()).hasSize(2);
    }

    @Test
    void purge_andEndedBeforeAnythingIsKnown_holdsForTheNextProcess() throws IOException {
        for (Purge purge : List.of(
                Purge.prefix("files", "small/1"),
                Purge.tag("files", "no such"),
                Purge.key("files", "small/2").softly(),
                Purge.bucket("others"))) {
            try (DiskTier tier = disk.open(later)) {
                tier.purge(purge);
            }
        }
        try (DiskTier tier = disk.open(new DiskFixture.Later())) {
            assertThat(tier.head(key("small/1"))).isEmpty();
        }
        assertThat(disk.directory.resolve("purges")).isNotEmptyFile();
        try (DiskTier tier = disk.open()) {
            assertThat(tier.statistics().entries()).isEqualTo(10);
            assertThat(tier.head(key("small/2")).orElseThrow().lifetime().isFreshAt(CLOCK.millis()))
                    .isFalse();
            assertThat(tier.head(key("small/3"))).contains(DiskFixture.small(key("small/3"), 103));
        }
        assertThat(disk.directory.resolve("purges")).doesNotExist();
    }

    @Test
    void open_journalOfAnyBytes_isNoReasonNotToOpen() throws IOException {
        Random random = new Random(9);
        Path journal = disk.directory.resolve("purges");
        for (int i = 0; i < 100; i++) {
            try (DiskTier tier = disk.open(later)) {
                tier.purge(Purge.key("files", "small/" + i % 10));
            }
            byte[] bytes = Files.readAllBytes(journal);
            bytes[random.nextInt(bytes.length)]++;
            Files.write(journal, Arrays.copyOf(bytes, random.nextInt(2 * bytes.length)));
        }
        try (DiskTier tier = disk.open()) {
            putSmall(tier, key("new"), 10);
            assertThat(tier.head(key("new"))).isPresent();
        }
    }

    @Test
    void purge_softAndBeforeAnythingIsKnown_makesStaleWhatIsFoundLater() {
        CachedHead stale = large.withLifetime(large.lifetime().staleAt(CLOCK.millis()));
        try (DiskTier tier = disk.open(later)) {
            tier.purge(Purge.tag("files", "of files").softly());
            assertThat(tier.head(key("large"))).contains(stale);
            later.run();
            assertLarge(tier, key("large"), (CachedHead.Found) stale);
            assertThat(tier.head(key("small/2")).orElseThrow().lifetime().isFreshAt(CLOCK.millis()))
                    .isFalse();
        }
    }

    @Test
    void purge_ofAKeyThatIsNotKnownYet_isCounted() {
        try (DiskTier tier = disk.open(later)) {
            assertThat(tier.purge(Purge.key("files", "small/1"))).isEqualTo(1);
            assertThat(tier.purge(Purge.key("files", "small/1"))).isZero();
            assertThat(tier.purge(Purge.key("files", "no such"))).isZero();
        }
    }

    @Test
    void close_beforeAllIsKnown_endsTheReading() {
        DiskTier tier = disk.open(later);
        tier.close();
        later.run();
        assertThat(tier.statistics().entries()).isZero();
        putSmall(tier, key("late"), 10);
        assertThat(tier.head(key("late"))).isEmpty();
        try (DiskTier next = disk.open()) {
            assertThat(next.statistics().entries()).isEqualTo(11);
        }
    }

    @Test
    void open_moreThanItMayHold_letsTheFilesGoThatWereUsedLongestAgo() throws IOException {
        List<Path> files = disk.files();
        for (int i = 0; i < files.size(); i++) {
            Files.setLastModifiedTime(files.get(i), FileTime.fromMillis(1_000_000L * ((i * 7) % 11)));
        }
        long keep = bytes(files.get(10 * 8 % 11)) + bytes(files.get(9 * 8 % 11));
        disk.open(keep).close();
        assertThat(disk.files()).containsExactlyInAnyOrder(files.get(10 * 8 % 11), files.get(9 * 8 % 11));
    }

    private static long bytes(Path file) throws IOException {
        return (Files.size(file) + 4095) / 4096 * 4096;
    }

    @Test
    void head_usedAgain_isRememberedByTheNextProcess() throws IOException {
        for (Path file : disk.files()) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(CLOCK.millis() - 100_000_000));
        }
        ObjectKey used = key("small/5");
        try (DiskTier tier = disk.open()) {
            assertThat(tier.head(used)).isPresent();
        }
        try (DiskTier tier = disk.open(4096)) {
            assertThat(tier.statistics().entries()).isEqualTo(1);
            assertThat(tier.head(used)).isPresent();
        }
    }
}
