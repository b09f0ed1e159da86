package dev.yatagarasu.auth.opa;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** OPA itself, on a free port of loopback. */
final class RealOpa implements OpaServer {
    private static final String WHERE = "set OPA_BINARY, or put opa on the PATH, to run these tests";

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private RealOpa(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts OPA with these files and options; skips the test, and says why, where there is none. */
    static RealOpa start(Path policies, String... options) {
        Optional<Path> binary = binary();
        if (binary.isEmpty()) {
            System.out.println("No OPA on this machine: " + WHERE);
            return abort("no OPA on this machine: " + WHERE);
        }
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(binary.get().toString(), "run", "--server"));
        command.addAll(List.of("--addr", "127.0.0.1:" + port, "--skip-version-check", "--log-level", "debug"));
        command.addAll(List.of(options));
        command.add(policies.toString());
        return new RealOpa(launch(command), port);
    }

    private static Optional<Path> binary() {
        Stream<Path> named = Stream.ofNullable(System.getenv("OPA_BINARY")).map(Path::of);
        Stream<Path> onPath = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "opa"));
        return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(List<String> command) {
        try {
            Process launched =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader log = launched.inputReader(StandardCharsets.UTF_8);
            StringBuilder said = new StringBuilder();
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                said.append(line).append('\n');
                if (line.contains("Server initialized.")) {
                    Thread.ofVirtual().start(() -> log.lines().forEach(ignored -> {}));
                    return launched;
                }
            }
            throw new IOException("OPA did not start: " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void put(String name, JsonNode value) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(url().resolve("/v1/data/given/" + name))
                            .PUT(HttpRequest.BodyPublishers.ofString(value.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 204) {
                throw new IOException("OPA took no data: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        try {
            if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("OPA does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
