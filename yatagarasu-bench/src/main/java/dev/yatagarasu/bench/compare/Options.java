package dev.yatagarasu.bench.compare;

import dev.yatagarasu.bench.cli.Arguments;
import dev.yatagarasu.bench.cli.UsageException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param effort how long to measure
 * @param only what to compare
 * @param out the Markdown file to write the table to
 * @param help whether only the usage is wanted
 */
record Options(Effort effort, Set<Comparison> only, Optional<Path> out, boolean help) {
    static final String USAGE = """
            Usage: yatagarasu-bench/compare [--quick] [--only NAME]... [--out FILE]
            Compares the server with nginx on this machine and prints a Markdown table.
              --quick      a look in two minutes instead of a measurement in a quarter of an hour
              --only NAME  only this one; can be repeated. NAME: %s
              --out FILE   also write the table to FILE: a new file, or one with the lines
                           <!-- compare:begin --> and <!-- compare:end -->, between which it goes
              --help       this
            Needs nginx and wrk. Exit codes: 0 done; 1 something failed; 2 bad usage.
            """.formatted(names());

    static Options of(List<String> args) {
        Effort effort = Effort.FULL;
        Set<Comparison> only = EnumSet.noneOf(Comparison.class);
        Optional<Path> out = Optional.empty();
        boolean help = false;
        Arguments rest = new Arguments(args);
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--quick" -> effort = Effort.QUICK;
                case "--only" -> only.add(comparison(rest.valueOf(option)));
                case "--out" -> out = Optional.of(Path.of(rest.valueOf(option)));
                case "--help", "-h" -> help = true;
                default -> throw new UsageException("there is no option \"" + option + "\"");
            }
        }
        return new Options(effort, only.isEmpty() ? EnumSet.allOf(Comparison.class) : only, out, help);
    }

    private static Comparison comparison(String name) {
        return Comparison.of(name)
                .orElseThrow(
                        () -> new UsageException("there is nothing called \"" + name + "\"; there are " + names()));
    }

    private static String names() {
        return Stream.of(Comparison.values()).map(Comparison::option).collect(Collectors.joining(", "));
    }
}
