package dev.yatagarasu.examples.quickstart;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the JVM starts: runs the demo and ends with its exit code. */
public final class Main {
    private Main() {}

    /** Runs the demo until SIGINT or SIGTERM. */
    public static void main(String... args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(Demo.run(out, err, args));
    }
}
