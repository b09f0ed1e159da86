package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.core.ConfigCheck;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.LoggingConfig;
import dev.yatagarasu.core.report.ProbeResult;
import dev.yatagarasu.server.jetty.logging.ServerLogging;
import dev.yatagarasu.server.jetty.process.PluginJars;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ExitCode;

/**
 * {@code check}: makes what {@code serve} would make, starts and changes nothing, and says what would be served. Asks
 * storage and all else whether it answers only if it is told to {@code probe}.
 */
record Check(Path file, boolean probe) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    int run(PrintWriter out) {
        ConfigDraft draft = Engines.read(file);
        ServerLogging.apply(
                new LoggingConfig(LoggingConfig.Level.WARN, draft.logging().format()));
        try (PluginJars plugins = Engines.plugins();
                ConfigCheck check = Engines.check(draft, plugins)) {
            out.println(file + " can be served:");
            ConfigSummary.of(check.config()).forEach(line -> out.println("  " + line));
            return probe ? probe(check, out) : ExitCode.OK;
        }
    }

    private static int probe(ConfigCheck check, PrintWriter out) {
        List<ProbeResult> results = check.probe(PATIENCE);
        out.println("probes:");
        results.forEach(result -> out.println("  " + result));
        return results.stream().allMatch(ProbeResult::answers) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
