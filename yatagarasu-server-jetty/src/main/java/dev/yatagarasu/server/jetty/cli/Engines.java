package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.api.Reason;
import dev.yatagarasu.core.ConfigCheck;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.YatagarasuBuilder;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.server.jetty.process.PluginJars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.ExitCode;

/** Reads configurations and builds engines; what is wrong with either is bad configuration to the command line. */
final class Engines {
    private Engines() {}

    static ConfigDraft read(Path file) {
        try {
            return ConfigDraft.read(file);
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

    static Yatagarasu build(ConfigDraft draft, PluginJars plugins) {
        return make(plugins, builder(draft, plugins)::build);
    }

    static ConfigCheck check(ConfigDraft draft, PluginJars plugins) {
        return make(plugins, builder(draft, plugins)::check);
    }

    private static YatagarasuBuilder builder(ConfigDraft draft, PluginJars plugins) {
        return Yatagarasu.builder().config(draft).plugins(plugins.loaders());
    }

    private static <T> T make(PluginJars plugins, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (LinkageError e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "a plug-in lacks a class or a part of one (" + Reason.of(e)
                            + "): put it and the jars that it needs into a folder of its own in " + plugins.directory()
                            + ", or one there that fits this version",
                    e);
        }
    }
}
