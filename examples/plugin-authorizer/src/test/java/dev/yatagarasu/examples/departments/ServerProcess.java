package dev.yatagarasu.examples.departments;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bin/yatagarasu serve} of a distribution as a process; its log and what it prints are read as one. */
final class ServerProcess implements AutoCloseable {
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

    /** Starts the distribution in {@code home} with the {@code config.yaml} that is there. */
    static ServerProcess start(Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bin/yatagarasu", "serve", "--config", "config.yaml")
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
        return new ServerProcess(builder.start());
    }

    void awaitServing() throws IOException {
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

    int awaitEnd() throws InterruptedException {
        output.lines().forEach(lines::add);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs: " + lines);
        }
        return process.exitValue();
    }

    List<String> lines() {
        return lines;
    }

    int status(String path, String token) throws IOException, InterruptedException {
        return get(path, token).statusCode();
    }

    /** Asks with a bearer token, or without one if it is empty. */
    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
