package dev.yatagarasu.bench.conformance;

import dev.yatagarasu.bench.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What goes into the documentation: required tests passed, by group and beside other caches, and which are
 * not.
 */
final class Summary {
    private final Scores scores;

    Summary(Scores scores) {
        this.scores = scores;
    }

    /** The same run gives the same text. */
    String markdown() {
        return passed() + "\n" + scores.totals() + "\n" + notPassed();
    }

    private String passed() {
        List<String> titles = new ArrayList<>(List.of("required tests passed", "Yatagarasu"));
        titles.addAll(scores.peers());
        Table table = Table.of(titles.toArray(String[]::new));
        for (Group group : Group.values()) {
            addRow(table, group.title(), group::holds);
        }
        addRow(table, "together", Scores::counts);
        return table.markdown();
    }

    private void addRow(Table table, String title, Predicate<Catalogue.Test> which) {
        List<String> cells = new ArrayList<>(List.of(title));
        scores.required(which).forEach(score -> cells.add(score.toString()));
        table.row(cells.toArray(String[]::new));
    }

    private String notPassed() {
        Table table = Table.of("group", "required tests not passed");
        for (Group group : Group.values()) {
            List<Catalogue.Test> failed =
                    scores.failures().stream().filter(group::holds).toList();
            if (!failed.isEmpty()) {
                table.row(group.title(), names(failed));
            }
        }
        return table.markdown();
    }

    private static String names(List<Catalogue.Test> tests) {
        return tests.stream().map(test -> '`' + test.id() + '`').collect(Collectors.joining(", "));
    }
}
