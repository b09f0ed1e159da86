package dev.yatagarasu.core.internal.cache.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryCheckTest {
    @TempDir
    Path temp;

    @Test
    void problem_directoryThatIsThere_isNone() {
        assertThat(DirectoryCheck.problem(temp)).isEmpty();
    }

    @Test
    void problem_directoryThatCanBeMade_isNoneAndItIsNotMade() {
        assertThat(DirectoryCheck.problem(temp.resolve("a/b"))).isEmpty();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void problem_fileOnTheWay_isSaid() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThat(DirectoryCheck.problem(file.resolve("cache")))
                .contains(file + " is no directory that this process may" + " write to");
    }

    @Test
    void problem_linkThatLeadsNowhere_isSaid() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("none"));

        assertThat(DirectoryCheck.problem(link.resolve("cache"))).isPresent();
    }

    @Test
    void problem_lockThatIsADirectory_isSaid() throws IOException {
        Files.createDirectory(temp.resolve("lock"));

        assertThat(DirectoryCheck.problem(temp))
                .contains(temp.resolve("lock") + " is no file that this process may write to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc", "/proc/cache", "/sys/cache"})
    void problem_fileSystemOfTheKernel_isSaidToRootToo(String directory) {
        Path kernel = Path.of(directory);
        assumeThat(Path.of("/").resolve(kernel.getName(0))).exists();

        assertThat(DirectoryCheck.problem(kernel)).isPresent();
    }

    @Test
    void problem_directoryInUse_isNone() throws IOException {
        try (DirectoryLock lock = DirectoryLock.take(temp)) {
            assertThat(lock.isInPlace()).isTrue();
            assertThat(DirectoryCheck.problem(temp)).isEmpty();
        }
    }
}
