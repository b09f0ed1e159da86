package dev.yatagarasu.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConformanceTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--slow", "--id", "--out", "--check", "--id x --out y", "--out x --check y"})
    void run_badUsage_is2(String arguments) throws InterruptedException {
        assertThat(Conformance.run(List.of(arguments.split(" ", -1)))).isEqualTo(2);
    }

    @Test
    void run_help_is0() throws InterruptedException {
        assertThat(Conformance.run(List.of("--help"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--out", "--check"})
    void run_fileWithoutMarks_is1BeforeAnythingIsRun(String option) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("caching.md"), "# Caching\n");

        assertThat(Conformance.run(List.of(option, file.toString()))).isEqualTo(1);
        assertThat(file).hasContent("# Caching\n");
    }
}
