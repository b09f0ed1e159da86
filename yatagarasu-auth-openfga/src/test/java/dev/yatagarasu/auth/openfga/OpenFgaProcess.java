package dev.yatagarasu.auth.openfga;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real OpenFGA on loopback, with a store in memory. */
final class OpenFgaProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Process process;
    private final URI url;

    private OpenFgaProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** The program that {@code OPENFGA_BINARY} names; otherwise {@code openfga} on the path. */
    static Optional<Path> binary() {
        Optional<String> named = Optional.ofNullable(System.getenv("OPENFGA_BINARY"));
        if (named.isPresent()) {
            return named.map(Path::of).filter(Files::isExecutable);
        }
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path program = Path.of(directory, "openfga");
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /** Starts it on free ports, for clients that have this token. */
    static OpenFgaProcess start(Path binary, String token) {
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(
                binary.toString(),
                "run",
                "--http-addr=127.0.0.1:" + port,
                "--grpc-addr=127.0.0.1:" + freePort(),
                "--playground-enabled=false",
                "--metrics-enabled=false",
                "--profiler-enabled=false",
                "--log-level=error",
                "--datastore-engine=memory",
                "--authn-method=preshared",
                "--authn-preshared-keys=" + token);
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            OpenFgaProcess started = new OpenFgaProcess(command.start(), URI.create("http://127.0.0.1:" + port));
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long start = System.nanoTime();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - start > LONGEST_START.toNanos()) {
                close();
                throw new IllegalStateException("OpenFGA did not start");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private boolean isReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve("/healthz")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        try {
            if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("OpenFGA does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
