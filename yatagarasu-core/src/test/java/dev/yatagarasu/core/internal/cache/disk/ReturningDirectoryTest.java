package dev.yatagarasu.core.internal.cache.disk;

import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.key;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putLarge;
import static dev.yatagarasu.core.internal.cache.disk.DiskFixture.putSmall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache directory that is away for a while, as one is whose mount goes and comes back. */
final class ReturningDirectoryTest {
    private static final Purge ALL = Purge.bucket("files");

    @TempDir
    Path place;

    private final ManualClock clock = new ManualClock(DiskFixture.CLOCK.instant());
    private Path directory;
    private Path elsewhere;
    private DiskTier tier;
    private CachedHead.Found head;

    @BeforeEach
    void open() throws IOException {
        directory = Files.createDirectory(place.resolve("cache"));
        elsewhere = place.resolve("elsewhere");
        tier = reopened();
        head = putSmall(tier, key("a"), 10);
    }

    @AfterEach
    void close() {
        tier.close();
    }

    private DiskTier reopened() {
        return new DiskTier(new TierConfig.Disk(directory, 64L << 20), clock, Runnable::run);
    }

    private void goAway() throws IOException {
        Files.move(directory, elsewhere);
    }

    private void comeBack() throws IOException {
        Files.move(elsewhere, directory);
    }

    private void letASecondPass() {
        clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void head_directoryWasAwayAndIsBack_isFoundAgain() throws IOException {
        CachedHead.Found large = putLarge(tier, key("large"), 3);
        goAway();
        letASecondPass();
        assertThatThrownBy(() -> tier.head(key("a"))).isInstanceOf(YatagarasuException.class);
        assertThatThrownBy(() -> tier.head(key("unknown"))).isInstanceOf(YatagarasuException.class);
        assertThatThrownBy(() -> putSmall(tier, key("b"), 10)).isInstanceOf(YatagarasuException.class);
        assertThat(directory).doesNotExist();

        comeBack();

        assertThat(tier.head(key("a"))).contains(head);
        DiskFixture.assertLarge(tier, key("large"), large);
        assertThat(tier.statistics().entries()).isEqualTo(2);
        putSmall(tier, key("b"), 10);
        assertThat(tier.head(key("b"))).isPresent();
        assertThatThrownBy(this::reopened).as("its lock is held").isInstanceOf(YatagarasuException.class);
    }

    @Test
    void put_directoryHasJustGone_failsAndMakesNoOther() throws IOException {
        goAway();

        assertThatThrownBy(() -> putSmall(tier, key("b"), 10)).isInstanceOf(YatagarasuException.class);
        assertThat(directory).doesNotExist();
    }

    @Test
    void head_directoryComesBackEmpty_isAMissAndTheTierWorks() throws IOException {
        goAway();
        Files.createDirectory(directory);
        letASecondPass();

        assertThat(tier.head(key("a"))).isEmpty();
        CachedHead.Found other = putSmall(tier, key("b"), 10);
        tier.close();
        tier = reopened();
        assertThat(tier.head(key("b"))).contains(other);
    }

    @Test
    void purge_directoryIsAway_isNotDone() throws IOException {
        goAway();
        assertThatThrownBy(() -> tier.purge(ALL)).isInstanceOf(YatagarasuException.class);
        comeBack();

        assertThat(tier.purge(ALL)).isEqualTo(1);
        assertThat(tier.head(key("a"))).isEmpty();
    }

    @Test
    void head_directoryComesBackThatHadBeenReplaced_isNotTrusted() throws IOException {
        goAway();
        Files.createDirectory(directory);
        letASecondPass();
        tier.purge(ALL);
        Files.move(directory, place.resolve("replacement"));
        comeBack();
        letASecondPass();
        putSmall(tier, key("b"), 10);

        assertThat(tier.head(key("a"))).isEmpty();
        tier.close();
        tier = reopened();
        assertThat(tier.head(key("a"))).isEmpty();
    }

    @Test
    void head_mountGoesAndComesBack_isNotMixedUpWithWhatLiesBelowIt() throws Exception {
        tier.close();
        mount();
        try {
            tier = reopened();
            putSmall(tier, key("mounted"), 10);
            run("umount", "-l", directory.toString());
            letASecondPass();
            assertThatThrownBy(() -> tier.head(key("mounted"))).isInstanceOf(YatagarasuException.class);
            assertThatThrownBy(() -> tier.purge(ALL)).isInstanceOf(YatagarasuException.class);

            mount();

            assertThat(tier.head(key("mounted"))).isEmpty();
            putSmall(tier, key("b"), 10);
            assertThat(tier.head(key("b"))).isPresent();
        } finally {
            run("umount", "-l", directory.toString());
        }
    }

    @Test
    void head_emptyFileSystemIsMountedOverIt_failsUntilThatIsGone() throws Exception {
        mount();
        try {
            letASecondPass();
            assertThatThrownBy(() -> tier.head(key("a"))).isInstanceOf(YatagarasuException.class);
            assertThatThrownBy(() -> putSmall(tier, key("b"), 10)).isInstanceOf(YatagarasuException.class);
            assertThat(directory).isEmptyDirectory();
        } finally {
            run("umount", "-l", directory.toString());
        }

        assertThat(tier.head(key("a"))).contains(head);
    }

    @Test
    void head_emptyFileSystemIsMountedOverItBeforeARestart_isAMissAndTheTierWorks() throws Exception {
        tier.close();
        mount();
        try {
            tier = reopened();
            assertThat(tier.head(key("a"))).isEmpty();
            putSmall(tier, key("b"), 10);
            assertThat(tier.head(key("b"))).isPresent();
        } finally {
            run("umount", "-l", directory.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"entries", "."})
    void head_filesAreDeletedWhileItRuns_isAMissAndTheTierWorks(String what) throws IOException {
        putLarge(tier, key("large"), 3);
        delete(directory.resolve(what).normalize());
        letASecondPass();

        CachedHead.Found other = putSmall(tier, key("b"), 10);

        assertThat(tier.head(key("b"))).contains(other);
        assertThat(tier.head(key("never"))).isEmpty();
        tier.close();
        tier = reopened();
        assertThat(tier.head(key("b"))).contains(other);
        assertThat(tier.head(key("a"))).isEmpty();
    }

    /** All that is in a directory, and the directory itself unless it is the cache's. */
    private void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(directory)) {
                    Files.delete(file);
                }
            }
        }
    }

    private void mount() throws Exception {
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", directory.toString()),
                "this user may not mount a small tmpfs");
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
