package dev.yatagarasu.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void markdown_rows_stayInOrderWithBarsEscaped() {
        String markdown =
                Table.of("what", "ratio").row("a|b", "1.0").row("c", "2.0").markdown();

        assertThat(markdown).isEqualTo("| what | ratio |\n|---|---|\n| a\\|b | 1.0 |\n| c | 2.0 |\n");
    }

    @Test
    void row_tooFewCells_isRefused() {
        Table table = Table.of("what", "ratio");

        assertThatThrownBy(() -> table.row("alone")).isInstanceOf(IllegalArgumentException.class);
    }
}
