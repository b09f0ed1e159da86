package dev.yatagarasu.bench.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yatagarasu.bench.compare.Lab;
import dev.yatagarasu.bench.compare.Running;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The test suite as npm gives it: its catalogue, its origin server, its client and the results it ships. */
final class Suite {
    private static final String PACKAGE = "http-cache-tests";
    private static final String VERSION = "0.4.5";
    private static final int FETCH_MINUTES = 5;
    private static final int RUN_MINUTES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CATALOGUE =
            "import tests from './tests/index.mjs'; process.stdout.write(JSON.stringify(tests))";

    /** The origin listens on loopback only, and does not hang up on connections that S3 would keep for longer. */
    private static final String ORIGIN = """
            import http from 'http'
            const create = http.createServer
            http.createServer = handler => {
              const server = create(handler)
              const listen = server.listen.bind(server)
              server.keepAliveTimeout = 600000
              server.listen = port => listen(port, '127.0.0.1')
              return server
            }
            await import('./server/server.mjs')
            """;

    private final Path directory;

    private Suite(Path directory) {
        this.directory = directory;
    }

    /** The suite in that folder; asks npm for it if it is not there yet. */
    static Suite fetch(Path folder) throws IOException, InterruptedException {
        Suite suite = new Suite(folder.resolve("node_modules").resolve(PACKAGE));
        if (!Files.exists(suite.directory.resolve("package.json"))) {
            Files.createDirectories(folder);
            List<String> install = List.of(
                    "npm",
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--no-save",
                    "--prefix",
                    folder.toString(),
                    PACKAGE + "@" + VERSION);
            run(folder, install, Map.of(), FETCH_MINUTES);
        }
        return suite;
    }

    String version() throws IOException {
        return JSON.readTree(directory.resolve("package.json").toFile())
                .path("version")
                .asText();
    }

    /** All tests that a proxy can take. */
    Catalogue catalogue() throws IOException, InterruptedException {
        List<String> print = List.of("node", "--no-warnings", "--input-type=module", "-e", CATALOGUE);
        return Catalogue.of(JSON.readTree(run(directory, print, Map.of(), 1)));
    }

    /** What the suite's authors found at another cache. */
    Results published(String cache) throws IOException {
        return Results.of(JSON.readTree(
                directory.resolve("results").resolve(cache + ".json").toFile()));
    }

    /** Starts the origin. */
    Running startOrigin(Lab lab, int port) throws IOException {
        Map<String, String> settings = Map.of(
                "npm_config_protocol", "http",
                "npm_config_port", Integer.toString(port),
                "npm_config_pidfile", lab.directory().resolve("origin.pid").toString());
        return lab.start(
                "origin",
                List.of(
                        "sh",
                        "-c",
                        "cd \"$0\" && exec \"$@\"",
                        directory.toString(),
                        "node",
                        "--no-warnings",
                        "--input-type=module",
                        "-e",
                        ORIGIN),
                settings);
    }

    /** Runs all tests against a server on loopback; takes about half a minute. */
    Results run(int port) throws IOException, InterruptedException {
        return Results.of(JSON.readTree(run(directory, client(), settings(port, ""), RUN_MINUTES)));
    }

    /** Runs one test and prints all that its client sends and gets. */
    void show(String test, int port) throws IOException, InterruptedException {
        System.out.println(run(directory, client(), settings(port, test), RUN_MINUTES));
    }

    private static List<String> client() {
        return List.of("node", "--no-warnings", "cli.mjs");
    }

    private static Map<String, String> settings(int port, String test) {
        return Map.of("npm_config_base", "http://127.0.0.1:" + port, "npm_package_config_id", test);
    }

    /** What a command prints; its errors go where ours go. */
    private static String run(Path directory, List<String> command, Map<String, String> environment, int minutes)
            throws IOException, InterruptedException {
        Process process = start(directory, command, environment);
        try (InputStream output = process.getInputStream()) {
            CompletableFuture<byte[]> printed = CompletableFuture.supplyAsync(() -> readAll(output));
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                throw new IOException(command.getFirst() + " did not end within " + minutes + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: see above");
            }
            return new String(printed.join(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] readAll(InputStream output) {
        try {
            return output.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static Process start(Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    command.getFirst() + " cannot be run. On Debian and Ubuntu: apt-get install nodejs npm", e);
        }
    }
}
