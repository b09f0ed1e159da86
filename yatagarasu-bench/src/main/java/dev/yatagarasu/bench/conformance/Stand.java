package dev.yatagarasu.bench.conformance;

import dev.yatagarasu.bench.compare.Lab;
import dev.yatagarasu.bench.compare.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The suite's origin, the server in front of it, and the relays on both sides of the server. */
final class Stand implements AutoCloseable {
    private static final int BUILD_MINUTES = 15;

    private final Relay front;
    private final Relay back;
    private final Running origin;

    private Stand(Relay front, Relay back, Running origin) {
        this.front = front;
        this.back = back;
        this.origin = origin;
    }

    /** Starts all of it; the server is built by its launcher if that is needed. The lab ends the processes. */
    static Stand set(Lab lab, Suite suite, Path launcher) throws IOException, InterruptedException {
        build(launcher);
        int originPort = Lab.freePort();
        int serverPort = Lab.freePort();
        Crossing crossing = new Crossing(originPort);
        Running origin = suite.startOrigin(lab, originPort);
        Relay back = Relay.start(crossing::back, Crossing::answer);
        Path file =
                Files.writeString(lab.directory().resolve("yatagarasu.yaml"), configuration(serverPort, back.port()));
        Running server = lab.start(
                "yatagarasu",
                List.of(launcher.toString(), "serve", "--config", file.toString()),
                Map.of(
                        "YATAGARASU_BUILD",
                        "never",
                        "XDG_CACHE_HOME",
                        lab.directory().toString()));
        origin.awaitReady(originPort, "/");
        server.awaitReady(serverPort, "/health");
        Relay front = Relay.start(head -> crossing.front(head, serverPort), CarriedFields::outOfMetadata);
        return new Stand(front, back, origin);
    }

    private static void build(Path launcher) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(launcher.toString(), "version")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(launcher + " version failed: see above");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Public buckets, all of the same storage; lifetimes come from the responses alone, as the suite expects. */
    static String configuration(int port, int storage) {
        String buckets = IntStream.range(0, Crossing.BUCKETS)
                .mapToObj(number -> bucket(number, storage))
                .collect(Collectors.joining());
        return """
            server:
              address: "127.0.0.1:%d"
            logging:
              level: warn
            buckets:
            """.formatted(port) + buckets;
    }

    private static String bucket(int number, int storage) {
        return """
              - name: conformance-%d
                path_prefix: %s
                s3:
                  bucket: test
                  region: us-east-1
                  endpoint: "http://127.0.0.1:%d"
                  path_style: true
                  access_key: conformance
                  secret_key: conformance-secret
                auth: { enabled: false }
                cache: { ttl: 0s, negative_ttl: 0s, serve_stale: 1h }
                expose_metadata: true
            """.formatted(number, Crossing.prefix(number), storage);
    }

    /** Where the suite's client goes. */
    int port() {
        return front.port();
    }

    /** What the origin wrote. */
    String originLog() throws IOException {
        return origin.endOfLog();
    }

    @Override
    public void close() {
        front.close();
        back.close();
    }
}
