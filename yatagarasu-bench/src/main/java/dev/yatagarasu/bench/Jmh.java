package dev.yatagarasu.bench;

import dev.yatagarasu.bench.report.Machine;
import dev.yatagarasu.bench.report.MarkedSection;
import dev.yatagarasu.bench.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks. The arguments are JMH's own; with {@code --table FILE} in front of them the results, allocation
 * included, are also written as a table into the section {@code jmh} of that Markdown file.
 */
public final class Jmh {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private Jmh() {}

    /** Runs what the arguments say. */
    public static void main(String[] args) throws Exception {
        if (args.length >= 2 && args[0].equals("--table")) {
            runIntoTable(Path.of(args[1]), Arrays.copyOfRange(args, 2, args.length));
        } else {
            Main.main(args);
        }
    }

    private static void runIntoTable(Path file, String[] options)
            throws IOException, RunnerException, CommandLineOptionException {
        MarkedSection section = new MarkedSection(file, "jmh");
        section.check();
        Runner runner = new Runner(new OptionsBuilder()
                .parent(new CommandLineOptions(options))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build());
        String conditions = Machine.conditions();
        section.write(conditions + markdown(runner.run()));
    }

    static String markdown(Collection<RunResult> results) {
        Table table = Table.of("benchmark", "parameters", "ns/op", "± (99.9 %)", "B/op");
        results.forEach(result -> addRow(table, result));
        return table.markdown();
    }

    private static void addRow(Table table, RunResult result) {
        Result<?> time = result.getPrimaryResult();
        String name = result.getParams().getBenchmark();
        String method = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> key + " = " + result.getParams().getParam(key))
                .collect(Collectors.joining(", "));
        Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
        table.row(
                method,
                parameters,
                number(time.getScore()),
                number(time.getScoreError()),
                allocation == null ? "" : "%.0f".formatted(allocation.getScore()));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
