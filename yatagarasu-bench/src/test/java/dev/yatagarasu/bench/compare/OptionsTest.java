package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.bench.cli.UsageException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    @Test
    void of_nothing_comparesEverythingWithFullEffort() {
        Options options = Options.of(List.of());

        assertThat(options.effort()).isEqualTo(Effort.FULL);
        assertThat(options.only()).isEqualTo(EnumSet.allOf(Comparison.class));
        assertThat(options.out()).isEmpty();
        assertThat(options.help()).isFalse();
    }

    @Test
    void of_allOptions_takesEach() {
        Options options = Options.of(
                List.of("--quick", "--only", "start", "--only", "cached-64k", "--out", "figures.md", "--help"));

        assertThat(options.effort()).isEqualTo(Effort.QUICK);
        assertThat(options.only()).containsExactlyInAnyOrder(Comparison.START, Comparison.CACHED_64K);
        assertThat(options.out()).contains(Path.of("figures.md"));
        assertThat(options.help()).isTrue();
    }

    @Test
    void of_unknownName_saysWhichThereAre() {
        assertThatThrownBy(() -> Options.of(List.of("--only", "cached")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("\"cached\"")
                .hasMessageContaining(
                        "cached-1k, jwt-1k, policy, cached-64k, cached-1m, range-1m, disk-64m, uncached-1k, stream, memory,"
                                + " start");
    }

    @Test
    void of_unknownOption_namesIt() {
        assertThatThrownBy(() -> Options.of(List.of("--fast")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--fast");
    }

    @Test
    void of_missingValue_namesTheOption() {
        assertThatThrownBy(() -> Options.of(List.of("--out")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--out needs a value");
    }
}
