package dev.yatagarasu.core.internal.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.testkit.CacheSamples;
import dev.yatagarasu.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A directory and the tiers opened on it, one after another. */
final class DiskFixture {
    static final String VERSION = "\"v1\"";
    static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));

    final Path directory;

    DiskFixture(Path directory) {
        this.directory = directory;
    }

    /** Runs tasks when it is told to. */
    static final class Later implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        void run() {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }
    }

    DiskTier open() {
        return open(64L << 20);
    }

    DiskTier open(long maxBytes) {
        return new DiskTier(new TierConfig.Disk(directory, maxBytes), CLOCK, Runnable::run);
    }

    DiskTier open(Executor background) {
        return new DiskTier(new TierConfig.Disk(directory, 64L << 20), CLOCK, background);
    }

    static ObjectKey key(String name) {
        return ObjectKey.of("files", name);
    }

    static Lifetime lifetime() {
        return CacheSamples.lifetime(CLOCK.millis());
    }

    static CachedHead.Found small(ObjectKey key, int size) {
        return CacheSamples.withContent(key, CacheSamples.head(key, VERSION, size, lifetime()));
    }

    static CachedHead.Found putSmall(CacheTier tier, ObjectKey key, int size) {
        CachedHead.Found head = small(key, size);
        tier.putHead(key, head);
        return head;
    }

    static CachedHead.Found putLarge(CacheTier tier, ObjectKey key, int blocks) {
        CachedHead.Found head = CacheSamples.head(key, VERSION, BlockKey.startOf(blocks - 1) + 1000, lifetime());
        tier.putHead(key, head);
        for (int number = 0; number < blocks; number++) {
            tier.putBlock(new BlockKey(key, VERSION, number), head, CacheSamples.block(key, head, number));
        }
        return head;
    }

    static void assertLarge(CacheTier tier, ObjectKey key, CachedHead.Found head) {
        assertThat(tier.head(key)).contains(head);
        IntStream.range(0, head.blocks())
                .forEach(number -> assertThat(tier.block(new BlockKey(key, VERSION, number)))
                        .as("block %d", number)
                        .contains(CacheSamples.block(key, head, number)));
    }

    /** Everything below the folders for files. */
    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("entries"))) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().getFirst();
    }

    /** Bytes on the disk in whole pages, as far as lengths tell. */
    long pages() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += (Files.size(file) + 4095) / 4096 * 4096;
        }
        return bytes;
    }
}
