package dev.yatagarasu.core.internal.cache.disk;

import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.key;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putSmall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.Purge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be read or deleted when they should be. */
final class LeftBehindTest {
    @TempDir
    Path directory;

    private DiskFixture disk;

    @BeforeEach
    void setUp() {
        disk = new DiskFixture(directory);
    }

    private Path journal() {
        return directory.resolve("purges");
    }

    @Test
    void purge_fileThatCannotBeDeleted_isServedByNoLaterProcess() throws Exception {
        for (Purge purge :
                List.of(Purge.prefix("files", "a"), Purge.key("files", "a").softly())) {
            try (DiskTier tier = disk.open()) {
                putSmall(tier, key("a"), 10);
            }
            Path file = disk.onlyFile();
            try {
                makeImmutable(file);
                try (DiskTier tier = disk.open()) {
                    assertThat(tier.head(key("a"))).isPresent();
                    tier.purge(purge);
                    assertThat(tier.head(key("a"))).isEmpty();
                }
                try (DiskTier tier = disk.open()) {
                    assertThat(tier.head(key("a")))
                            .as("while it still cannot be deleted")
                            .isEmpty();
                    assertThat(journal()).isNotEmptyFile();
                }
            } finally {
                run("chattr", "-i", file.toString());
            }
            try (DiskTier tier = disk.open()) {
                tier.head(key("a"))
                        .ifPresent(head -> assertThat(head.lifetime().isFreshAt(DiskFixture.CLOCK.millis()))
                                .isFalse());
                assertThat(journal()).doesNotExist();
                tier.purge(Purge.bucket("files"));
            }
        }
    }

    @Test
    void purge_ofWhatCouldNotBeRemovedBefore_isServedByNoLaterProcess() throws Exception {
        try (DiskTier tier = disk.open()) {
            putSmall(tier, key("a"), 10);
            Path file = disk.onlyFile();
            try {
                makeImmutable(file);
                assertThatThrownBy(() -> tier.remove(key("a"))).isInstanceOf(YatagarasuException.class);
                tier.purge(Purge.prefix("files", "a"));
            } finally {
                run("chattr", "-i", file.toString());
            }
        }
        try (DiskTier tier = disk.open()) {
            assertThat(tier.head(key("a"))).isEmpty();
        }
    }

    @Test
    void purge_directoryReadOnly_isNotDone() throws Exception {
        try (DiskTier tier = disk.open()) {
            putSmall(tier, key("a"), 10);
            makeImmutable(directory);
            assertThatThrownBy(() -> tier.purge(Purge.bucket("files"))).isInstanceOf(YatagarasuException.class);
        } finally {
            run("chattr", "-R", "-i", directory.toString());
        }
    }

    @Test
    void open_journalThatCannotBeRead_servesNothingOfBefore() throws IOException {
        List<byte[]> journals = new ArrayList<>();
        try (DiskTier tier = disk.open(new DiskFixture.Later())) {
            tier.purge(Purge.key("files", "other"));
            byte[] sound = Files.readAllBytes(journal());
            for (int length = 1; length < sound.length; length++) {
                journals.add(Arrays.copyOf(sound, length));
            }
        }
        journals.add(new byte[(16 << 20) + 1]);
        for (byte[] bytes : journals) {
            Files.deleteIfExists(journal());
            try (DiskTier tier = disk.open()) {
                putSmall(tier, key("a"), 10);
            }
            Files.write(journal(), bytes);
            try (DiskTier tier = disk.open(new DiskFixture.Later())) {
                assertThat(tier.head(key("a"))).as("%d bytes", bytes.length).isEmpty();
            }
            try (DiskTier tier = disk.open()) {
                assertThat(tier.head(key("a"))).isEmpty();
                assertThat(journal()).doesNotExist();
            }
        }
    }

    @Test
    void open_fileThatMayNotBeRead_isSkippedCountedAndRemoved() throws IOException {
        try (DiskTier tier = disk.open()) {
            for (int i = 0; i < 20; i++) {
                putSmall(tier, key("small/" + i), 10);
            }
        }
        Path bad = disk.files().get(7);
        Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(bad), "this user may read every file");
        try (DiskTier tier = disk.open()) {
            assertThat(tier.statistics().entries()).isEqualTo(19);
            assertThat(tier.statistics().damaged()).isEqualTo(1);
            assertThat(bad).doesNotExist();
        }
    }

    @Test
    void open_filesThatAreDamaged_areSkippedCountedAndRemoved() throws IOException {
        try (DiskTier tier = disk.open()) {
            for (int i = 0; i < 20; i++) {
                putSmall(tier, key("small/" + i), 10);
            }
        }
        for (Path bad : disk.files().subList(3, 6)) {
            Files.write(bad, new byte[100]);
        }
        try (DiskTier tier = disk.open()) {
            assertThat(tier.statistics().entries()).isEqualTo(17);
            assertThat(tier.statistics().damaged()).isEqualTo(3);
            assertThat(disk.files()).hasSize(17);
        }
    }

    @Test
    void scan_visitorFailsOnSomeFiles_goesOnWithTheOthers() throws IOException {
        try (DiskTier tier = disk.open()) {
            for (int i = 0; i < 20; i++) {
                putSmall(tier, key("small/" + i), 10);
            }
        }
        List<Path> seen = new ArrayList<>();
        List<String> ended = new ArrayList<>();
        try (CacheDirectory open = CacheDirectory.open(directory)) {
            new DirectoryScan(open, new DirectoryScan.Visitor() {
                        @Override
                        public boolean visit(Path file, int folder) throws IOException {
                            seen.add(file);
                            if (seen.size() == 3) {
                                throw new IOException("too many open files");
                            }
                            if (seen.size() == 7) {
                                throw new InternalError("a page is gone");
                            }
                            return true;
                        }

                        @Override
                        public void end() {
                            ended.add("end");
                        }
                    })
                    .run();
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(disk.files());
        assertThat(ended).as("not all is known").isEmpty();
    }

    private static void makeImmutable(Path path) throws Exception {
        Assumptions.assumeTrue(
                run("chattr", "-R", "+i", path.toString()), "this user or file system cannot make files immutable");
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
