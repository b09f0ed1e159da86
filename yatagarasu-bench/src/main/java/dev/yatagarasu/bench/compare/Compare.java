package dev.yatagarasu.bench.compare;

import dev.yatagarasu.bench.cli.Program;
import dev.yatagarasu.bench.report.Machine;
import dev.yatagarasu.bench.report.MarkedSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The program: {@code yatagarasu-bench/compare}. */
public final class Compare {
    private Compare() {}

    /** Compares; see {@code --help}. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(List.of(args)));
    }

    static int run(List<String> args) throws InterruptedException {
        return new Program("compare", Options.USAGE).run(() -> {
            Options options = Options.of(args);
            if (options.help()) {
                System.out.print(Options.USAGE);
            } else {
                compare(options);
            }
        });
    }

    private static void compare(Options options) throws IOException, InterruptedException {
        Optional<MarkedSection> section = options.out().map(file -> new MarkedSection(file, "compare"));
        if (section.isPresent()) {
            section.get().check();
        }
        Tools tools = Tools.find(Optional.ofNullable(System.getenv("PATH")).orElse(""), Tools.MORE_PLACES);
        Path launcher =
                Path.of(System.getProperty("bench.root", "."), "yatagarasu").toAbsolutePath();
        String text = measured(options, tools, launcher);
        System.out.print(text);
        if (section.isPresent()) {
            section.get().write(text);
        }
    }

    private static String measured(Options options, Tools tools, Path launcher)
            throws IOException, InterruptedException {
        try (Lab lab = new Lab("compare")) {
            Nginx nginx = new Nginx(lab, tools.nginx());
            int originPort = Origin.start(lab, nginx, options.effort().streamBytes());
            int nginxPort = NginxProxy.start(nginx, originPort);
            YatagarasuProxy yatagarasu = new YatagarasuProxy(lab, launcher, originPort);
            yatagarasu.build();
            String conditions = Machine.conditions();
            Measurements measurements = new Measurements(yatagarasu, nginxPort, new Wrk(tools.wrk()), options.effort());
            return conditions + Row.markdown(measurements.take(options.only()));
        }
    }
}
