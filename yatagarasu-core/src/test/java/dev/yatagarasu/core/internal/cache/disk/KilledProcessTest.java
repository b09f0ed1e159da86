package dev.yatagarasu.core.internal.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.testkit.CacheSamples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of its writing leaves nothing that is wrong, and nothing that is lost track of. */
final class KilledProcessTest {
    private static final int KILLS = 10;

    @TempDir
    Path directory;

    private final Random random = new Random();

    @Test
    void open_afterAKill_everyObjectIsExactOrAMiss() throws Exception {
        DiskFixture disk = new DiskFixture(directory);
        int exact = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            writeAndKill(1 + random.nextInt(400));
            try (DiskTier tier = disk.open(8L << 20)) {
                exact += assertExact(tier);
                assertThat(disk.files()).hasSize((int) tier.statistics().entries());
                assertThat(tier.statistics().bytes()).isLessThanOrEqualTo(8L << 20);
            }
        }
        assertThat(exact).isPositive();
    }

    private void writeAndKill(int writes) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        directory.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream told = writer.getInputStream()) {
            assertThat(told.readNBytes(writes)).hasSize(writes);
            writer.destroyForcibly();
            assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            writer.destroyForcibly();
        }
    }

    private static int assertExact(DiskTier tier) {
        int exact = 0;
        for (int i = 0; i < KilledWriter.KEYS; i++) {
            ObjectKey key = KilledWriter.key(i);
            if (tier.head(key).orElse(null) instanceof CachedHead.Found found) {
                exact++;
                found.content().ifPresent(content -> assertThat(content).isEqualTo(CacheSamples.block(key, found, 0)));
                for (int number = 0; number < found.blocks(); number++) {
                    int block = number;
                    tier.block(new BlockKey(key, found.version(), number))
                            .ifPresent(bytes -> assertThat(bytes).isEqualTo(CacheSamples.block(key, found, block)));
                }
            }
        }
        return exact;
    }
}
