package dev.yatagarasu.bench.conformance;

import dev.yatagarasu.bench.cli.Program;
import dev.yatagarasu.bench.compare.Lab;
import dev.yatagarasu.bench.report.MarkedSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The program: {@code yatagarasu-bench/conformance}. */
public final class Conformance {
    private static final List<String> PEERS = List.of("nginx", "Squid", "Varnish");

    private Conformance() {}

    /** Runs the suite; see {@code --help}. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(List.of(args)));
    }

    static int run(List<String> args) throws InterruptedException {
        return new Program("conformance", Options.USAGE).run(() -> {
            Options options = Options.of(args);
            if (options.help()) {
                System.out.print(Options.USAGE);
            } else {
                conform(options);
            }
        });
    }

    private static void conform(Options options) throws IOException, InterruptedException {
        Optional<MarkedSection> section =
                options.out().or(options::check).map(file -> new MarkedSection(file, "conformance"));
        if (section.isPresent()) {
            section.get().check();
        }
        Path root = Path.of(System.getProperty("bench.root", ".")).toAbsolutePath();
        Suite suite = Suite.fetch(root.resolve("yatagarasu-bench/target/conformance"));
        try (Lab lab = new Lab("conformance");
                Stand stand = Stand.set(lab, suite, root.resolve("yatagarasu"))) {
            if (options.test().isPresent()) {
                suite.show(options.test().get(), stand.port());
                System.out.println(stand.originLog());
                return;
            }
            Scores scores = scores(suite, suite.run(stand.port()));
            String summary = new Summary(scores).markdown();
            System.out.print("http-cache-tests " + suite.version()
                    + "; the peers' results are those that come with it.\n\n" + summary + "\n" + scores.markdown());
            if (section.isPresent()) {
                settle(section.get(), options, summary);
            }
        }
    }

    private static void settle(MarkedSection section, Options options, String summary) throws IOException {
        if (options.out().isPresent()) {
            section.write(summary);
        } else if (!section.holds(summary)) {
            throw new IllegalStateException(
                    "the summary in " + options.check().orElseThrow() + " is not that of this run; --out writes it");
        }
    }

    private static Scores scores(Suite suite, Results ours) throws IOException, InterruptedException {
        Scores scores = new Scores(suite.catalogue(), ours);
        for (String peer : PEERS) {
            scores.compareWith(peer, suite.published(peer.toLowerCase(Locale.ROOT)));
        }
        return scores;
    }
}
