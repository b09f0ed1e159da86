package dev.yatagarasu.bench.conformance;

import dev.yatagarasu.bench.cli.Arguments;
import dev.yatagarasu.bench.cli.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param test the only test to run, with everything that goes over the wire
 * @param out the Markdown file to write the summary to
 * @param check the Markdown file whose summary must be that of this run
 * @param help whether only the usage is wanted
 */
record Options(Optional<String> test, Optional<Path> out, Optional<Path> check, boolean help) {
    static final String USAGE = """
            Usage: yatagarasu-bench/conformance [--out FILE | --check FILE | --id TEST]
            Runs the public HTTP cache test suite (npm http-cache-tests) against the server and prints Markdown tables.
              --id TEST    only this test, showing what client and origin send and get
              --out FILE   also write the summary to FILE: a new file, or one with the lines
                           <!-- conformance:begin --> and <!-- conformance:end -->, between which it goes
              --check FILE fail if the summary in FILE is another one
              --help       this
            Needs node and npm; the first run fetches the suite. Exit codes: 0 done; 1 something failed; 2 bad usage.
            """;

    static Options of(List<String> args) {
        Optional<String> test = Optional.empty();
        Optional<Path> out = Optional.empty();
        Optional<Path> check = Optional.empty();
        boolean help = false;
        Arguments rest = new Arguments(args);
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--id" -> test = Optional.of(rest.valueOf(option));
                case "--out" -> out = Optional.of(Path.of(rest.valueOf(option)));
                case "--check" -> check = Optional.of(Path.of(rest.valueOf(option)));
                case "--help", "-h" -> help = true;
                default -> throw new UsageException("there is no option \"" + option + "\"");
            }
        }
        if (Stream.of(test, out, check).filter(Optional::isPresent).count() > 1) {
            throw new UsageException("--id, --out and --check do not go together");
        }
        return new Options(test, out, check, help);
    }
}
