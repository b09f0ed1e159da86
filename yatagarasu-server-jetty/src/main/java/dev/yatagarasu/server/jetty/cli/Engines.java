package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.server.jetty.process.PluginJars;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;

/** Reads configurations and builds engines; what is wrong with either is bad configuration to the command line. */
final class Engines {
    private Engines() {}

    static YatagarasuConfig read(Path file) {
        try {
            return YatagarasuConfig.read(file);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    static PluginJars plugins() {
        try {
            return PluginJars.open();
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    static Yatagarasu build(YatagarasuConfig config, PluginJars plugins) {
        try {
            return Yatagarasu.builder()
                    .config(config)
                    .plugins(plugins.loaders())
                    .build();
        } catch (LinkageError e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "a plug-in lacks a class (" + e
                            + "): put it and the jars that it needs into a folder of its own in " + plugins.directory()
                            + ", or one there that fits this version",
                    e);
        }
    }
}
