package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.core.config.LoggingConfig;
import dev.yatagarasu.server.jetty.logging.ServerLogging;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands and their options. What they do is in {@link Serve}, {@link Check} and {@link Version}. */
@Command(
        name = "yatagarasu",
        description = "Safe, fast, read-only access to objects in S3 and other storage.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it did what it was asked to do",
            "1:it failed while running, for example because a port is in use",
            "2:bad usage or configuration"
        })
final class YatagarasuCommand {
    /** Until a configuration says something else. */
    private static final LoggingConfig QUIET = new LoggingConfig(LoggingConfig.Level.WARN, LoggingConfig.Format.TEXT);

    private final PrintWriter out;

    private YatagarasuCommand(PrintWriter out) {
        this.out = out;
    }

    /** Runs one command and returns the exit code. Says on {@code err} what went wrong, without stack traces. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        ServerLogging.apply(QUIET);
        CommandLine commands = new CommandLine(new YatagarasuCommand(out));
        commands.setOut(out).setErr(err);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure, err));
        return commands.execute(args);
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    void help(boolean wanted) {}

    @Command(
            name = "serve",
            description = "Serve the buckets of a configuration until SIGTERM or SIGINT; SIGHUP reads the file again."
                    + " Logs go to standard error.")
    int serve(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "The YAML file.")
                    Path config)
            throws IOException, InterruptedException {
        return new Serve(config).run();
    }

    @Command(
            name = "check",
            description =
                    "Check a configuration, plug-ins included, and say what it would serve, or all that is wrong.")
    int check(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "The YAML file.")
                    Path config,
            @Option(
                            names = "--probe",
                            description = "Also ask storage, policies, key sets and the tiers of the cache whether they"
                                    + " answer; 1 if one does not.")
                    boolean probe) {
        return new Check(config, probe).run(out);
    }

    @Command(name = "version", description = "Show the versions of this program and of the JVM.")
    int version() {
        Version.lines().forEach(out::println);
        return CommandLine.ExitCode.OK;
    }
}
