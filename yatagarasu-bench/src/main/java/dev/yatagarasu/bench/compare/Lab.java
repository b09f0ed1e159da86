package dev.yatagarasu.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A directory of its own for files and logs, and the processes that work in it. Closing it ends the processes, the last
 * one first, and deletes the directory; it closes itself when the JVM is ended by a signal. Safe from any thread.
 */
public final class Lab implements AutoCloseable {
    private final String program;
    private final Path directory;
    private final Deque<Running> processes = new ArrayDeque<>();
    private boolean ended;

    /** A new directory for the program of that name. */
    public Lab(String program) throws IOException {
        this.program = program;
        directory = Files.createTempDirectory("yatagarasu-" + program + "-");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "clean-up"));
    }

    /** The directory. */
    public Path directory() {
        return directory;
    }

    /** A port on loopback that nobody listened on a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts a process that writes to {@code NAME.log}, with these environment variables added. */
    public synchronized Running start(String name, List<String> command, Map<String, String> environment)
            throws IOException {
        if (ended) {
            throw new IOException("interrupted");
        }
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Running running = new Running(name, builder.start(), log);
        processes.push(running);
        return running;
    }

    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        while (!processes.isEmpty()) {
            processes.pop().close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println(program + ": cannot delete all of " + directory + ": " + e);
        }
    }
}
