package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareTest {
    @TempDir
    private Path directory;

    @Test
    void run_badUsage_is2() throws InterruptedException {
        assertThat(Compare.run(List.of("--slow"))).isEqualTo(2);
    }

    @Test
    void run_help_is0() throws InterruptedException {
        assertThat(Compare.run(List.of("--help"))).isZero();
    }

    @Test
    void run_fileWithoutMarks_is1BeforeAnythingIsMeasured() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("figures.md"), "# Figures\n");

        assertThat(Compare.run(List.of("--only", "start", "--out", file.toString())))
                .isEqualTo(1);
        assertThat(file).hasContent("# Figures\n");
    }
}
