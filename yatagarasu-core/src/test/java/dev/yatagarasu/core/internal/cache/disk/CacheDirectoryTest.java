package dev.yatagarasu.core.internal.cache.disk;

import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.key;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putLarge;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putSmall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.testkit.CacheSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the directory, who may see it, and what becomes of things that have no business there. */
final class CacheDirectoryTest {
    @TempDir
    Path directory;

    private DiskFixture disk;

    @BeforeEach
    void setUp() {
        disk = new DiskFixture(directory.resolve("cache"));
    }

    @Test
    void open_everythingInIt_isForTheOwnerOnly() throws IOException {
        try (DiskTier tier = disk.open()) {
            putSmall(tier, key("a"), 10);
            assertThat(permissions(disk.directory)).isEqualTo("rwx------");
            assertThat(permissions(disk.directory.resolve("lock"))).isEqualTo("rw-------");
            assertThat(permissions(disk.onlyFile())).isEqualTo("rw-------");
            assertThat(permissions(folderOf(disk.onlyFile()))).isEqualTo("rwx------");
        }
        Files.setPosixFilePermissions(folderOf(disk.onlyFile()), PosixFilePermissions.fromString("rwxrwxrwx"));
        disk.open().close();
        assertThat(permissions(folderOf(disk.onlyFile()))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Path folderOf(Path file) {
        return file.resolveSibling(".").normalize();
    }

    @Test
    void open_directoryInUse_saysSo() {
        DiskTier first = disk.open();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(disk::open)
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining(disk.directory.toString())
                    .hasMessageContaining("in use by another cache");
        }
        first.close();
        disk.open().close();
    }

    @Test
    void open_noDirectoryButAFile_saysSo() throws IOException {
        Files.writeString(disk.directory, "a file");
        assertThatThrownBy(disk::open)
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining("cannot use the cache directory");
        Files.delete(disk.directory);
        disk.open().close();
    }

    @Test
    void open_foreignFilesInTheFolders_areDeletedAndNothingElse() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside.txt"), "not ours to touch");
        Path beside = disk.directory.resolve("notes.txt");
        try (DiskTier tier = disk.open()) {
            putSmall(tier, key("a"), 10);
        }
        Path kept = disk.onlyFile();
        Files.writeString(beside, "beside");
        Path folder = disk.directory.resolve("entries").resolve("17");
        Files.writeString(folder.resolve("short"), "x");
        Files.writeString(folder.resolve("long"), "x".repeat(100_000));
        Files.createSymbolicLink(folder.resolve("link"), outside);
        Files.createDirectory(folder.resolve("empty"));
        Files.createDirectory(folder.resolve("full"));
        Files.writeString(folder.resolve("full").resolve("inside"), "x");
        Files.copy(kept, folder.resolve(kept.getFileName().toString()));
        try (DiskTier tier = disk.open()) {
            assertThat(disk.files())
                    .containsExactlyInAnyOrder(kept, folder.resolve("full").resolve("inside"));
            assertThat(tier.head(key("a"))).isPresent();
            assertThat(tier.statistics().entries()).isEqualTo(1);
        }
        assertThat(outside).hasContent("not ours to touch");
        assertThat(beside).hasContent("beside");
    }

    @Test
    void links_inPlaceOfAFile_areNotFollowed() throws IOException {
        DiskFixture elsewhere = new DiskFixture(directory.resolve("elsewhere"));
        try (DiskTier tier = elsewhere.open()) {
            putLarge(tier, key("a"), 2);
        }
        byte[] before = Files.readAllBytes(elsewhere.onlyFile());
        try (DiskTier tier = disk.open()) {
            CachedHead.Found head = putLarge(tier, key("a"), 2);
            Path file = disk.onlyFile();
            Files.delete(file);
            Files.createSymbolicLink(file, elsewhere.onlyFile());
            assertThat(tier.block(new BlockKey(key("a"), head.version(), 0))).isEmpty();
            assertThat(disk.files()).isEmpty();
            Files.createSymbolicLink(file, elsewhere.onlyFile());
            DiskFixture.assertLarge(tier, key("a"), putLarge(tier, key("a"), 2));
            assertThat(Files.isSymbolicLink(file)).isFalse();
        }
        assertThat(Files.readAllBytes(elsewhere.onlyFile())).isEqualTo(before);
    }

    @Test
    void links_inPlaceOfAFolder_areReplaced() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("x"), "not ours to touch");
        Files.createDirectories(disk.directory.resolve("entries"));
        Path folder = disk.directory.resolve("entries").resolve("17");
        Files.createSymbolicLink(folder, outside);
        disk.open().close();
        assertThat(Files.isSymbolicLink(folder)).isFalse();
        assertThat(outside.resolve("x")).hasContent("not ours to touch");
    }

    @Test
    void put_directoryThatFails_throwsAndRecovers() throws IOException {
        try (DiskTier tier = disk.open()) {
            Path entries = disk.directory.resolve("entries");
            Files.move(entries, disk.directory.resolve("gone"));
            Files.writeString(entries, "no directory");
            assertThatThrownBy(() -> putSmall(tier, key("a"), 10))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("failed");
            Files.delete(entries);
            Files.move(disk.directory.resolve("gone"), entries);
            assertThat(tier.head(key("a"))).isEmpty();
            putSmall(tier, key("a"), 10);
            assertThat(tier.head(key("a"))).isPresent();
        }
    }

    @Test
    void put_fullDisk_throwsAndLeavesNothingHalf() throws Exception {
        Files.createDirectories(disk.directory);
        mount("-t", "tmpfs", "-o", "size=3m", "tmpfs");
        try (DiskTier tier = disk.open()) {
            putSmall(tier, key("small"), 10);
            assertThatThrownBy(() -> putLarge(tier, key("large"), 16)).isInstanceOf(YatagarasuException.class);
            assertThat(tier.head(key("large"))).isEmpty();
            assertThat(disk.files()).hasSize(1);
            assertThat(tier.head(key("small"))).contains(DiskFixture.small(key("small"), 10));
            CachedHead.Found head = putLarge(tier, key("fits"), 4);
            DiskFixture.assertLarge(tier, key("fits"), head);
            assertThat(tier.block(new BlockKey(key("fits"), head.version(), 3)))
                    .contains(CacheSamples.block(key("fits"), head, 3));
        } finally {
            run("umount", "-l", disk.directory.toString());
        }
    }

    @Test
    void open_readOnlyDisk_saysSo() throws Exception {
        Files.createDirectories(disk.directory);
        mount("-t", "tmpfs", "-o", "size=1m,ro", "tmpfs");
        try {
            assertThatThrownBy(disk::open)
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("cannot use the cache directory");
        } finally {
            run("umount", "-l", disk.directory.toString());
        }
    }

    /** A file system that finds an error in itself becomes read-only while it is in use. */
    @Test
    void put_directoryBecameReadOnly_throwsAndWhatIsThereIsServed() throws Exception {
        try (DiskTier tier = disk.open()) {
            CachedHead.Found large = putLarge(tier, key("large"), 2);
            putSmall(tier, key("small"), 10);
            makeImmutable();
            assertThatThrownBy(() -> putSmall(tier, key("other"), 10)).isInstanceOf(YatagarasuException.class);
            assertThatThrownBy(() -> putLarge(tier, key("larger"), 4)).isInstanceOf(YatagarasuException.class);
            assertThat(tier.head(key("other"))).isEmpty();
            assertThat(tier.head(key("small"))).contains(DiskFixture.small(key("small"), 10));
            DiskFixture.assertLarge(tier, key("large"), large);

            run("chattr", "-R", "-i", disk.directory.toString());
            putSmall(tier, key("other"), 10);
            assertThat(tier.head(key("other"))).isPresent();
        } finally {
            run("chattr", "-R", "-i", disk.directory.toString());
        }
    }

    private void makeImmutable() throws Exception {
        Assumptions.assumeTrue(
                run("chattr", "-R", "+i", disk.directory.toString()),
                "this user or file system cannot make files immutable");
    }

    private void mount(String... options) throws Exception {
        String[] command = new String[options.length + 2];
        command[0] = "mount";
        System.arraycopy(options, 0, command, 1, options.length);
        command[command.length - 1] = disk.directory.toString();
        Assumptions.assumeTrue(run(command), "this user may not mount a small tmpfs");
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
