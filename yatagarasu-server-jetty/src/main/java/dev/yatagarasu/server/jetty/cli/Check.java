package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.cache.disk.DirectoryInUseException;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.server.jetty.process.PluginJars;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;

/**
 * {@code check}: builds what {@code serve} would build, opens no port, and says what would be served. Beside a server that
 * runs, the directory of the disk layer is taken; then all else is checked.
 */
record Check(Path file) {

    int run(PrintWriter out) {
        YatagarasuConfig config = Engines.read(file);
        try (PluginJars plugins = Engines.plugins()) {
            String note = build(config, plugins);
            out.println(file + " can be served:");
            ConfigSummary.of(config).forEach(line -> out.println("  " + line));
            if (!note.isEmpty()) {
                out.println(note);
            }
        }
        return ExitCode.OK;
    }

    /** Builds the engine and closes it again; returns what could not be checked. */
    private static String build(YatagarasuConfig config, PluginJars plugins) {
        try {
            Engines.build(config, plugins).close();
            return "";
        } catch (ConfigurationException e) {
            if (!(e.getCause() instanceof DirectoryInUseException)) {
                throw e;
            }
            Engines.build(withoutDisk(config), plugins).close();
            return "cache.disk.directory is in use, by a server that runs with it or another cache: it was not opened";
        }
    }

    private static YatagarasuConfig withoutDisk(YatagarasuConfig config) {
        return new YatagarasuConfig(
                config.server(),
                config.admin(),
                config.buckets(),
                config.cache().withoutDisk(),
                config.logging());
    }
}
