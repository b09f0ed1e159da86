package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.api.Reason;
import dev.yatagarasu.api.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** Turns what a command threw into words for the user and an exit code. The stack is in the log at level debug. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static int report(Exception failure, PrintWriter err) {
        log.debug("the command failed", failure);
        return switch (failure) {
            case ConfigurationException e -> {
                err.println("yatagarasu: the configuration cannot be used:");
                e.problems().forEach(problem -> err.println("  " + problem));
                yield ExitCode.USAGE;
            }
            case CommandException e -> say(err, e.getMessage(), e.exitCode());
            case IOException e -> say(err, e.getMessage(), ExitCode.SOFTWARE);
            default ->
                say(
                        err,
                        "failed unexpectedly (" + Reason.of(failure) + "); logging.level: debug tells more",
                        ExitCode.SOFTWARE);
        };
    }

    private static int say(PrintWriter err, @Nullable String message, int exitCode) {
        err.println("yatagarasu: " + message);
        return exitCode;
    }
}
