package dev.yatagarasu.bench.compare;

import dev.yatagarasu.bench.report.Table;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * One line of the result.
 *
 * @param what what was measured, and in what unit
 * @param ours this server's figure
 * @param theirs nginx's figure, empty where there is none
 * @param ratio ours to theirs, empty where there is none
 * @param goal what it should be, and whether it is; empty where nothing was set
 */
record Row(String what, String ours, String theirs, String ratio, String goal) {

    /** A comparison in which more is better. */
    static Row compared(String what, Sample ours, Sample theirs, Goal goal) {
        double ratio = ours.median() / theirs.median();
        return new Row(what, ours.shown(0), theirs.shown(0), Sample.number(ratio, 2), goal.shown(ratio));
    }

    /** A figure of ours alone. */
    static Row alone(String what, String ours, Goal goal, double value) {
        return new Row(what, ours, "", "", goal.shown(value));
    }

    static String markdown(List<Row> rows) {
        Table table = Table.of("what", "Yatagarasu", "nginx", "ratio", "goal");
        rows.forEach(row -> table.row(row.what, row.ours, row.theirs, row.ratio, row.goal));
        return table.markdown();
    }

    /**
     * What a figure should be.
     *
     * @param text in words
     * @param reached whether a figure is so
     */
    record Goal(String text, DoublePredicate reached) {
        static final Goal NONE = new Goal("", value -> true);

        static Goal atLeast(double least) {
            return new Goal("≥ " + Sample.number(least, 1) + " ×", value -> value >= least);
        }

        static Goal below(double bound, String unit) {
            return new Goal("< " + Sample.number(bound, bound < 10 ? 1 : 0) + " " + unit, value -> value < bound);
        }

        String shown(double value) {
            return text.isEmpty() ? "" : text + (reached.test(value) ? ": reached" : ": **missed**");
        }
    }
}
