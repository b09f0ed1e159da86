package dev.yatagarasu.server.jetty.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the JVM starts: runs the command line and ends with its exit code. */
public final class Main {
    private Main() {}

    /** Runs one command. */
    public static void main(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(YatagarasuCommand.run(out, err, args));
    }
}
