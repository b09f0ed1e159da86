package dev.yatagarasu.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code bin/yatagarasu serve} of a distribution as a process: for tests of plug-ins in {@code plugins/}. Its log and what it
 * prints are read as one. For one thread.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("serving .* port (\\d+), admin ");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();
    private int port;

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Copies a distribution into the directory {@code home}, which is there, so that a test may put jars into it. */
    public static void copy(Path distribution, Path home) throws IOException {
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.filter(file -> !file.equals(distribution)).toList()) {
                Path copy = home.resolve(distribution.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Starts the distribution in {@code home} with the {@code config.yaml} that is there. */
    public static ServerProcess start(Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bin/yatagarasu", "serve", "--config", "config.yaml")
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
        return new ServerProcess(builder.start());
    }

    /** Waits until it serves; an {@link AssertionError} with what it printed if it ends before. */
    public void awaitServing() throws IOException {
        String line = output.readLine();
        while (line != null) {
            lines.add(line);
            Matcher serving = SERVING.matcher(line);
            if (serving.find()) {
                port = Integer.parseInt(serving.group(1));
                return;
            }
            line = output.readLine();
        }
        throw new AssertionError("ended without serving: " + lines);
    }

    /** Has it stop as an operator would, and waits until it has. */
    public int stop() throws InterruptedException {
        process.toHandle().destroy();
        return awaitEnd();
    }

    /** Waits until it ends, and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        output.lines().forEach(lines::add);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs: " + lines);
        }
        return process.exitValue();
    }

    /** What it has printed, as far as somebody has waited for it. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The status of {@link #get}'s answer. */
    public int status(String path, String... fields) throws IOException, InterruptedException {
        return get(path, fields).statusCode();
    }

    /** Asks the data port for a path, with these names and values of header fields. */
    public HttpResponse<String> get(String path, String... fields) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** Ends it at once. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
