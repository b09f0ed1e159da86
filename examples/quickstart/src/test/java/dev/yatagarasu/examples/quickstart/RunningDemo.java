package dev.yatagarasu.examples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./yatagarasu} of the repository as a process, with what the build has just made. */
final class RunningDemo implements AutoCloseable {
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private final Process process;
    private final BufferedReader output;

    private RunningDemo(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts a command line that begins with the program, in the root of the repository. */
    static RunningDemo start(List<String> command) throws IOException {
        return start(command, ROOT);
    }

    /** Starts a command line that begins with the program. */
    static RunningDemo start(List<String> command, Path directory) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("YATAGARASU_BUILD", "never");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put(
                        "XDG_CACHE_HOME",
                        ROOT.resolve("examples/quickstart/target/test-cache").toString());
        return new RunningDemo(builder.start());
    }

    /** Starts the demo on free ports. */
    static RunningDemo start() throws IOException {
        return start(List.of("./yatagarasu", "demo", "--port", "0", "--admin-port", "0"));
    }

    /** The lines up to the one that holds {@code part}. */
    List<String> linesUntil(String part) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = output.readLine();
        while (line != null) {
            lines.add(line);
            if (line.contains(part)) {
                return lines;
            }
            line = output.readLine();
        }
        throw new AssertionError("ended without \"" + part + "\": " + lines);
    }

    /** The lines up to the end. */
    List<String> remainingLines() {
        return output.lines().toList();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs");
        }
        return process.exitValue();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Lets the demo end the programs that it has started. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
