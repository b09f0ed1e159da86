package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.api.YatagarasuException;

/** A command cannot go on. The message is for whoever typed it: what was found and what to do. */
final class CommandException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
