package dev.yatagarasu.core.internal.cache.disk;

import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.VERSION;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.key;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putLarge;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putSmall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.testkit.CacheSamples;
import dev.yatagarasu.testkit.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a file: the exact bytes or a miss. */
final class DamagedFileTest {
    private static final ObjectKey KEY = key("a.txt");
    private static final TrustPeriod NO_BELIEF = new TrustPeriod(DiskFixture.CLOCK, Duration.ZERO);

    @TempDir
    Path directory;

    private DiskFixture disk;

    @BeforeEach
    void setUp() {
        disk = new DiskFixture(directory);
    }

    @Test
    void head_fileCutAtAnyLength_isAMissAndGone() throws IOException {
        try (DiskTier tier = disk.open()) {
            putSmall(tier, KEY, 100);
            Path file = disk.onlyFile();
            byte[] sound = Files.readAllBytes(file);
            for (int length = 0; length < sound.length; length++) {
                Files.write(file, Arrays.copyOf(sound, length));
                assertThat(tier.head(KEY)).as("%d bytes", length).isEmpty();
                assertThat(file).doesNotExist();
                putSmall(tier, KEY, 100);
            }
        }
    }

    @Test
    void head_anyByteOfAFileAltered_isExactOrAMiss() throws IOException {
        try (DiskTier tier = disk.open()) {
            CachedHead.Found head = putSmall(tier, KEY, 100);
            Path file = disk.onlyFile();
            byte[] sound = Files.readAllBytes(file);
            int misses = 0;
            for (int at = 0; at < sound.length; at++) {
                byte[] altered = sound.clone();
                altered[at] ^= (byte) (1 << at % 8);
                Files.write(file, altered);
                Optional<CachedHead> read = tier.head(KEY);
                misses += read.isEmpty() ? 1 : 0;
                read.ifPresent(found -> assertThat(withoutContentIfAbsent(head, (CachedHead.Found) found))
                        .isEqualTo(found));
                putSmall(tier, KEY, 100);
            }
            assertThat(misses).isGreaterThan(sound.length / 2);
        }
    }

    private static CachedHead.Found withoutContentIfAbsent(CachedHead.Found head, CachedHead.Found read) {
        return new CachedHead.Found(
                head.headers(),
                head.size(),
                head.version(),
                head.lifetime(),
                head.tags(),
                read.content().isPresent() ? head.content() : Optional.empty());
    }

    @Test
    void block_anyByteOfHeadAndTableAltered_isExactOrAMiss() throws IOException {
        byte[] start;
        CachedHead.Found head;
        List<ByteBuffer> blocks = new ArrayList<>();
        try (DiskTier tier = disk.open()) {
            head = putLarge(tier, KEY, 2);
            blocks.add(CacheSamples.block(KEY, head, 0));
            blocks.add(CacheSamples.block(KEY, head, 1));
            start = Arrays.copyOf(Files.readAllBytes(disk.onlyFile()), 4096);
        }
        try (FileChannel file = FileChannel.open(disk.onlyFile(), StandardOpenOption.WRITE)) {
            for (int at = 0; at < start.length; at += at < 700 || at > 4060 ? 1 : 97) {
                byte[] altered = start.clone();
                altered[at] ^= (byte) (1 << at % 8);
                file.write(ByteBuffer.wrap(altered), 0);
                Optional<ObjectFile> read = load(disk.onlyFile());
                if (read.isPresent()) {
                    assertThat(read.get().head()).contains(head);
                    if (at > 4060 || at % 100 == 0) {
                        assertBlocksExactOrMissing(read.get(), blocks);
                    }
                }
            }
        }
    }

    private static Optional<ObjectFile> load(Path file) throws IOException {
        try {
            return ObjectFile.load(file, true);
        } catch (DamagedFileException e) {
            return Optional.empty();
        }
    }

    private static void assertBlocksExactOrMissing(ObjectFile file, List<ByteBuffer> blocks) throws IOException {
        for (int number = 0; number < blocks.size(); number++) {
            try {
                Optional<ByteBuffer> block = file.block(number, NO_BELIEF);
                if (block.isPresent()) {
                    assertThat(block).contains(blocks.get(number));
                }
            } catch (DamagedFileException e) {
                assertThat(e).hasMessage("another checksum");
            }
        }
    }

    @Test
    void block_anyByteOfTheDataAltered_isAMissAndTheFileGone() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            CachedHead.Found head;
            try (DiskTier tier = disk.open()) {
                head = putLarge(tier, KEY, 3);
            }
            Path file = disk.onlyFile();
            long at = Files.size(file) - 1 - random.nextLong(head.size());
            alter(file, at);
            int number = BlockKey.numberOf(at - (Files.size(file) - head.size()));
            try (DiskTier tier = disk.open()) {
                assertThat(tier.block(new BlockKey(KEY, VERSION, number))).isEmpty();
                assertThat(disk.files()).isEmpty();
                assertThat(tier.head(KEY)).isEmpty();
                assertThat(tier.statistics().entries()).isZero();
            }
        }
    }

    private static void alter(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) ~one.get(0)).rewind();
            channel.write(one, at);
        }
    }

    @Test
    void block_fileCutShortWhileInUse_isAMiss() throws IOException {
        try (DiskTier tier = disk.open()) {
            CachedHead.Found head = putLarge(tier, KEY, 3);
            DiskFixture.assertLarge(tier, KEY, head);
            try (FileChannel channel = FileChannel.open(disk.onlyFile(), StandardOpenOption.WRITE)) {
                channel.truncate(10_000);
            }
            assertThat(tier.block(new BlockKey(KEY, VERSION, 2))).isEmpty();
            assertThat(tier.head(KEY)).isEmpty();
            DiskFixture.assertLarge(tier, KEY, putLarge(tier, KEY, 3));
        }
    }

    @Test
    void blocks_allFilesDeletedBySomebody_areMissesAndCanBeKeptAgain() throws IOException {
        try (DiskTier tier = disk.open()) {
            putLarge(tier, KEY, 3);
            putSmall(tier, key("b"), 10);
            for (Path file : disk.files()) {
                Files.delete(file);
                Files.delete(file.resolveSibling(".").normalize());
            }
            assertThat(tier.block(new BlockKey(KEY, VERSION, 1))).isEmpty();
            assertThat(tier.head(key("b"))).isEmpty();
            assertThat(tier.statistics().bytes()).isZero();
            DiskFixture.assertLarge(tier, KEY, putLarge(tier, KEY, 3));
        }
    }

    @Test
    void head_fileOfAnotherObjectUnderItsName_isAMissAndGone() throws IOException {
        try (DiskTier tier = disk.open()) {
            putSmall(tier, KEY, 100);
            Path own = disk.onlyFile();
            putSmall(tier, key("other"), 100);
            Path other = disk.files().stream()
                    .filter(file -> !file.equals(own))
                    .findFirst()
                    .orElseThrow();
            Files.write(own, Files.readAllBytes(other));
            assertThat(tier.head(KEY)).isEmpty();
            assertThat(own).doesNotExist();
            assertThat(tier.head(key("other"))).isPresent();
        }
    }

    @Test
    void head_filesOfAnyBytes_areMissesAndGone() throws IOException {
        Random random = new Random(3);
        try (DiskTier tier = disk.open()) {
            putSmall(tier, KEY, 100);
            Path file = disk.onlyFile();
            byte[] sound = Files.readAllBytes(file);
            for (int i = 0; i < 300; i++) {
                byte[] any = new byte[random.nextInt(2 * sound.length)];
                random.nextBytes(any);
                System.arraycopy(sound, 0, any, 0, Math.min(any.length, random.nextInt(64)));
                Files.write(file, any);
                assertThat(tier.head(KEY)).isEmpty();
                assertThat(file).doesNotExist();
                putSmall(tier, KEY, 100);
            }
        }
    }

    @Test
    void block_bytesChangedWhileInUse_areAMissOnceTheVerifyIntervalIsOver() throws IOException {
        ManualClock clock = new ManualClock(DiskFixture.CLOCK.instant());
        try (DiskTier tier = open(clock, Duration.ofMinutes(5))) {
            DiskFixture.assertLarge(tier, KEY, putLarge(tier, KEY, 3));
            alter(disk.onlyFile(), Files.size(disk.onlyFile()) - 1);
            clock.advance(Duration.ofMinutes(5));

            assertThat(tier.block(new BlockKey(KEY, VERSION, 2))).isEmpty();
            assertThat(disk.files()).isEmpty();
            assertThat(tier.head(KEY)).isEmpty();
        }
    }

    @Test
    void block_bytesChangedAndTheClockSetBack_areAMiss() throws IOException {
        ManualClock clock = new ManualClock(DiskFixture.CLOCK.instant());
        try (DiskTier tier = open(clock, Duration.ofMinutes(5))) {
            DiskFixture.assertLarge(tier, KEY, putLarge(tier, KEY, 3));
            alter(disk.onlyFile(), Files.size(disk.onlyFile()) - 1);
            clock.set(clock.instant().minusSeconds(1));

            assertThat(tier.block(new BlockKey(KEY, VERSION, 2))).isEmpty();
        }
    }

    @Test
    void block_bytesChangedAndNoVerifyInterval_areAMissAtOnce() throws IOException {
        try (DiskTier tier = open(DiskFixture.CLOCK, Duration.ZERO)) {
            DiskFixture.assertLarge(tier, KEY, putLarge(tier, KEY, 3));
            alter(disk.onlyFile(), Files.size(disk.onlyFile()) - 1);

            assertThat(tier.block(new BlockKey(KEY, VERSION, 2))).isEmpty();
        }
    }

    @Test
    void block_bytesChangedAndItsWindowMappedAnew_isAMiss() throws IOException {
        int windows = 17;
        int blocksOfAWindow = 64;
        CachedHead.Found head =
                CacheSamples.head(KEY, VERSION, BlockKey.startOf(windows * blocksOfAWindow), DiskFixture.lifetime());
        try (DiskTier tier = disk.open(1L << 30)) {
            tier.putHead(KEY, head);
            for (int window = 0; window < windows; window++) {
                int number = window * blocksOfAWindow;
                tier.putBlock(new BlockKey(KEY, VERSION, number), head, CacheSamples.block(KEY, head, number));
            }
            assertThat(tier.block(new BlockKey(KEY, VERSION, 0))).isPresent();
            alter(disk.onlyFile(), Files.size(disk.onlyFile()) - head.size());
            assertThat(tier.block(new BlockKey(KEY, VERSION, 0))).as("believed").isPresent();
            for (int window = 1; window < windows; window++) {
                assertThat(tier.block(new BlockKey(KEY, VERSION, window * blocksOfAWindow)))
                        .isPresent();
            }

            assertThat(tier.block(new BlockKey(KEY, VERSION, 0))).isEmpty();
        }
    }

    @Test
    void putHead_outgrowsAFileWhoseBytesChanged_doesNotGiveThemASumOfTheirOwn() throws IOException {
        try (DiskTier tier = disk.open()) {
            CachedHead.Found head = putLarge(tier, KEY, 3);
            DiskFixture.assertLarge(tier, KEY, head);
            alter(disk.onlyFile(), Files.size(disk.onlyFile()) - 1);
            tier.putHead(
                    KEY,
                    new CachedHead.Found(
                            head.headers().toBuilder()
                                    .add("x-amz-meta-long", "x".repeat(5_000))
                                    .build(),
                            head.size(),
                            head.version(),
                            head.lifetime(),
                            head.tags(),
                            Optional.empty()));

            assertThat(tier.block(new BlockKey(KEY, VERSION, 2))).isEmpty();
        }
    }

    private DiskTier open(ManualClock clock, Duration verifyInterval) {
        return new DiskTier(new TierConfig.Disk(directory, 64L << 20, verifyInterval), clock, Runnable::run);
    }
}
