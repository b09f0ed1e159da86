package dev.yatagarasu.server.jetty.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bin/yatagarasu} of the built distribution as a process; its log and what it prints are read as one. */
final class Program implements AutoCloseable {
    static final Path HOME = Path.of(System.getProperty("distribution.directory"));

    private static final Pattern SERVING = Pattern.compile("serving .* port (\\d+), admin port (\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();
    private int port;
    private int adminPort;

    private Program(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts the program of the distribution in {@code home}. */
    static Program start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/yatagarasu").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("YATAGARASU_PROFILE");
        builder.environment().put("JAVA_OPTS", "-Xmx256m");
        builder.environment()
                .put("XDG_CACHE_HOME", HOME.resolveSibling("test-cache").toString());
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    /** Starts to serve a configuration and waits until it listens. */
    static Program serve(Path home, Map<String, String> environment, Path config) throws IOException {
        Program program = start(home, environment, "serve", "--config", config.toString());
        Matcher serving = SERVING.matcher(program.awaitLine("serving "));
        if (!serving.find()) {
            throw new AssertionError("no ports in the log: " + program.lines);
        }
        program.port = Integer.parseInt(serving.group(1));
        program.adminPort = Integer.parseInt(serving.group(2));
        return program;
    }

    /** Reads on until a line holds {@code part}. */
    String awaitLine(String part) throws IOException {
        String line = output.readLine();
        while (line != null) {
            lines.add(line);
            if (line.contains(part)) {
                return line;
            }
            line = output.readLine();
        }
        throw new AssertionError("ended without \"" + part + "\": " + lines);
    }

    /** Reads on to the end, and waits for it. */
    int awaitEnd() throws InterruptedException {
        output.lines().forEach(lines::add);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs: " + lines);
        }
        return process.exitValue();
    }

    /** Everything printed and logged so far. */
    List<String> lines() {
        return lines;
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> get(String path) throws InterruptedException {
        return get(uri(path));
    }

    HttpResponse<String> getAdmin(String path) throws InterruptedException {
        return get(URI.create("http://127.0.0.1:" + adminPort + path));
    }

    /** Sends JSON to the admin port. */
    HttpResponse<String> postAdmin(String path, String json) throws InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private static HttpResponse<String> get(URI uri) throws InterruptedException {
        return send(HttpRequest.newBuilder(uri).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks until the server is ready. */
    void awaitReady() throws InterruptedException {
        while (getAdmin("/ready").statusCode() != 200) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
