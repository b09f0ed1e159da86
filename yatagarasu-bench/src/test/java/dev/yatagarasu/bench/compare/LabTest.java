package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabTest {
    @Test
    void awaitReady_processThatEnds_saysWhyWithTheEndOfItsLog() throws IOException {
        try (Lab lab = new Lab("compare")) {
            Running running =
                    lab.start("failing", List.of("sh", "-c", "echo no $THING; exit 3"), Map.of("THING", "luck"));

            assertThatThrownBy(() -> running.awaitReady(Lab.freePort(), "/ready"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("failing ended with exit code 3")
                    .hasMessageContaining("no luck");
        }
    }

    @Test
    void close_processThatHasChildren_endsThemToo() throws IOException {
        Lab lab = new Lab("compare");
        Path directory = lab.directory();
        lab.start("parent", List.of("sh", "-c", "sleep 600 & wait"), Map.of());
        List<ProcessHandle> started = ProcessHandle.current().descendants().toList();

        lab.close();

        assertThat(started)
                .isNotEmpty()
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10)));
        assertThat(directory).doesNotExist();
    }

    @Test
    void start_afterTheEnd_isRefused() throws IOException {
        Lab lab = new Lab("compare");
        lab.close();

        assertThatThrownBy(() -> lab.start("late", List.of("true"), Map.of())).isInstanceOf(IOException.class);
    }
}
