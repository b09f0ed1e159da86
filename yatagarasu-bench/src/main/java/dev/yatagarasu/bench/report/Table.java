package dev.yatagarasu.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Markdown table, filled row by row. Not safe for several threads. */
public final class Table {
    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> titles) {
        this.titles = titles;
    }

    /** An empty table with these columns. */
    public static Table of(String... titles) {
        return new Table(List.of(titles));
    }

    /** Adds a row with a cell for each column. */
    public Table row(String... cells) {
        if (cells.length != titles.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + titles.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The table in Markdown, with a line end after each line; a bar inside a cell is escaped. */
    public String markdown() {
        StringBuilder text = new StringBuilder(line(titles));
        text.append(titles.stream().map(title -> "---").collect(Collectors.joining("|", "|", "|\n")));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
