package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.server.jetty.process.PluginJars;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;

/** {@code check}: builds what {@code serve} would build, opens no port, and says what would be served. */
record Check(Path file) {

    int run(PrintWriter out) {
        YatagarasuConfig config = Engines.read(file);
        try (PluginJars plugins = Engines.plugins();
                Yatagarasu engine = Engines.build(config, plugins)) {
            out.println(file + " can be served:");
            ConfigSummary.of(engine.config()).forEach(line -> out.println("  " + line));
        }
        return ExitCode.OK;
    }
}
