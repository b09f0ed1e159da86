package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.bench.compare.Row.Goal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowTest {
    @Test
    void compared_severalRounds_takesTheRatioOfMedians() {
        Row row = Row.compared("x", sample(110, 90, 100), sample(40, 60, 50), Goal.atLeast(1.7));

        assertThat(row).isEqualTo(new Row("x", "100 (90–110)", "50 (40–60)", "2.00", "≥ 1.7 ×: reached"));
    }

    @Test
    void compared_tooSlow_saysThatTheGoalIsMissed() {
        Row row = Row.compared("x", sample(100, 120), sample(100), Goal.atLeast(1.7));

        assertThat(row).isEqualTo(new Row("x", "110 (100–120)", "100", "1.10", "≥ 1.7 ×: **missed**"));
    }

    @Test
    void alone_atTheBound_isNotBelowIt() {
        assertThat(Row.alone("x", "1.5", Goal.below(1.5, "s"), 1.5).goal()).isEqualTo("< 1.5 s: **missed**");
        assertThat(Row.alone("x", "99", Goal.below(100, "MB"), 99).goal()).isEqualTo("< 100 MB: reached");
    }

    @Test
    void markdown_rows_haveFiveColumns() {
        String markdown = Row.markdown(List.of(new Row("a", "1", "2", "0.50", "")));

        assertThat(markdown).isEqualTo("""
                | what | Yatagarasu | nginx | ratio | goal |
                |---|---|---|---|---|
                | a | 1 | 2 | 0.50 |  |
                """);
    }

    @Test
    void quantile_ofTwentyValues_leavesOneAboveTheNineteenth() {
        Sample sample = new Sample();
        for (int value = 20; value > 0; value--) {
            sample.add(value);
        }

        assertThat(sample.quantile(0.95)).isEqualTo(19);
        assertThat(sample.quantile(1)).isEqualTo(20);
    }

    private static Sample sample(double... values) {
        Sample sample = new Sample();
        for (double value : values) {
            sample.add(value);
        }
        return sample;
    }
}
