package dev.yatagarasu.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** This server in front of the origin: the distribution, by the launcher in the root, with signed requests to storage. */
final class YatagarasuProxy {
    private static final int BUILD_MINUTES = 15;

    private final Lab lab;
    private final Path launcher;
    private final int originPort;
    private final BearerTokens tokens;

    YatagarasuProxy(Lab lab, Path launcher, int originPort) {
        this.lab = lab;
        this.tokens = new BearerTokens(lab.directory().resolve("tokens.lua"));
        this.launcher = launcher;
        this.originPort = originPort;
    }

    /**
     * A server that is ready.
     *
     * @param process its process, to be closed
     * @param port its data port
     * @param startNanos nanoseconds from before the process until it was ready
     */
    record Started(Running process, int port, long startNanos) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /** Tokens that the prefix {@code /protected} asks for. */
    BearerTokens tokens() {
        return tokens;
    }

    /** Builds the distribution if that is needed, and says its version. */
    void build() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(launcher.toString(), "version").inheritIO().start();
        try {
            if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(launcher + " version failed: see above");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts a server with the JVM options of that profile; it finds its class archive where the last one left it. */
    Started start(String profile) throws IOException, InterruptedException {
        return start(profile, "[memory]");
    }

    /** The same with those layers of the cache. */
    Started start(String profile, String layers) throws IOException, InterruptedException {
        return startWith(profile, buckets() + cache(layers));
    }

    /** Starts a server whose prefixes {@code /opa} and {@code /openfga} ask a policy on that port. */
    Started startWithPolicies(int policyPort) throws IOException, InterruptedException {
        return startWith("default", buckets() + policyBuckets(policyPort) + cache("[memory]"));
    }

    private Started startWith(String profile, String configuration) throws IOException, InterruptedException {
        int port = Lab.freePort();
        Path file = lab.directory().resolve("yatagarasu.yaml");
        Files.writeString(
                file, "server:\n  address: \"127.0.0.1:" + port + "\"\nlogging:\n  level: warn\n" + configuration);
        long start = System.nanoTime();
        Running process = lab.start(
                "yatagarasu",
                List.of(launcher.toString(), "serve", "--config", file.toString()),
                Map.of(
                        "YATAGARASU_PROFILE",
                        profile,
                        "YATAGARASU_BUILD",
                        "never",
                        "XDG_CACHE_HOME",
                        lab.directory().toString()));
        process.awaitReady(port, "/ready");
        return new Started(process, port, System.nanoTime() - start);
    }

    private String cache(String layers) {
        String disk = "  disk: { directory: " + lab.directory().resolve("cache") + ", max_size: 4GB }\n";
        return "cache:\n  layers: " + layers + "\n" + (layers.contains("disk") ? disk : "");
    }

    private String buckets() {
        return "buckets:\n"
                + bucket("cached", "enabled: false", "ttl: 1h")
                + bucket("protected", "enabled: true, " + jwt(), "ttl: 1h")
                + bucket("uncached", "enabled: false", "enabled: false");
    }

    private String policyBuckets(int policyPort) {
        String service = "http://127.0.0.1:" + policyPort;
        String remembered = "enabled: true, decision_cache: { ttl: 1h }, " + jwt();
        return bucket(
                        "opa",
                        remembered + ", provider: opa, opa: { url: \"" + service + "\", policy_path: files/allow }",
                        "ttl: 1h")
                + bucket(
                        "openfga",
                        remembered + ", provider: openfga, openfga: { endpoint: \"" + service
                                + "\", store_id: 01ARZ3NDEKTSV4RRFFQ69G5FAV }",
                        "ttl: 1h");
    }

    private static String jwt() {
        return "jwt: { algorithm: HS256, secret: " + BearerTokens.SECRET + " }";
    }

    private String bucket(String name, String auth, String cache) {
        return """
              - name: %s
                path_prefix: /%s
                s3:
                  bucket: bucket
                  region: us-east-1
                  endpoint: "http://127.0.0.1:%d"
                  access_key: benchmark
                  secret_key: benchmark-secret
                auth: { %s }
                cache: { %s }
            """.formatted(name, name, originPort, auth, cache);
    }
}
