package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.event.RequestDone;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A server on free ports before an origin that verifies signatures: bucket {@code files} cached, {@code raw} not. */
final class Served implements AutoCloseable {
    final VerifyingOrigin origin;
    final Yatagarasu yatagarasu;
    final YatagarasuServer server;
    private final BlockingQueue<RequestDone> done;

    private Served(
            VerifyingOrigin origin, Yatagarasu yatagarasu, YatagarasuServer server, BlockingQueue<RequestDone> done) {
        this.origin = origin;
        this.yatagarasu = yatagarasu;
        this.server = server;
        this.done = done;
    }

    static Served start() throws IOException {
        return start(server -> server, s3 -> s3);
    }

    static Served start(UnaryOperator<ServerConfig> server, UnaryOperator<S3Config.Builder> s3) throws IOException {
        return start(server, s3, bucket -> bucket, true);
    }

    /** With the metadata of objects. */
    static Served exposingMetadata() throws IOException {
        return start(server -> server, s3 -> s3, bucket -> bucket.exposeMetadata(true), true);
    }

    /** Without the bucket {@code raw}. */
    static Served withOneBucket() throws IOException {
        return start(server -> server, s3 -> s3, bucket -> bucket, false);
    }

    private static Served start(
            UnaryOperator<ServerConfig> server,
            UnaryOperator<S3Config.Builder> s3,
            UnaryOperator<BucketConfig.Builder> buckets,
            boolean withRaw)
            throws IOException {
        VerifyingOrigin origin = VerifyingOrigin.start();
        origin.createBucket("data");
        S3Config storage = s3.apply(S3Config.builder("data", "us-east-1")
                        .endpoint(origin.endpoint())
                        .credentials(VerifyingOrigin.ACCESS_KEY, VerifyingOrigin.SECRET_KEY))
                .build();
        YatagarasuConfig.Builder config = YatagarasuConfig.builder()
                .server(server.apply(ServerConfig.defaults().withAddress("127.0.0.1", 0)))
                .admin(new AdminConfig("127.0.0.1", 0))
                .bucket(buckets.apply(BucketConfig.publicBucket("files", "/files", storage))
                        .build());
        if (withRaw) {
            config.bucket(buckets.apply(BucketConfig.publicBucket("raw", "/raw", storage))
                    .cache(BucketCacheConfig.disabled())
                    .build());
        }
        BlockingQueue<RequestDone> done = new LinkedBlockingQueue<>();
        Yatagarasu yatagarasu = Yatagarasu.builder()
                .config(config.build())
                .listener(new Listener() {
                    @Override
                    public void requestDone(RequestDone event) {
                        done.add(event);
                    }
                })
                .build();
        YatagarasuServer started = YatagarasuServer.start(yatagarasu);
        awaitProbes(yatagarasu);
        return new Served(origin, yatagarasu, started, done);
    }

    /** So that a fault which a test prepares meets the test's request, and not the first probe of a bucket. */
    private static void awaitProbes(Yatagarasu yatagarasu) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (yatagarasu.readiness().buckets().containsValue("unknown") && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    void put(String key, byte[] content) {
        origin.put("data", key, OriginObject.of(content, "text/plain"));
    }

    int port() {
        return server.port();
    }

    int adminPort() {
        return server.adminPort().orElseThrow();
    }

    /** The next request that is over, in the order in which they ended. */
    RequestDone awaitDone() throws InterruptedException {
        RequestDone event = done.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no request ended within 20 s");
        }
        return event;
    }

    /** Requests for objects that reached storage; probes are left away. */
    long objectRequests() {
        return origin.requests().stream()
                .filter(request -> !request.target().contains(".yatagarasu/probe"))
                .count();
    }

    Raw connect() throws IOException {
        return new Raw(port(), Duration.ofSeconds(20));
    }

    /** Sends these bytes on a connection of their own and reads the answer to the first request. */
    RawAnswer ask(String request) throws IOException {
        try (Raw raw = connect()) {
            raw.send(request);
            return raw.read(request.startsWith("HEAD"));
        }
    }

    RawAnswer get(String target) throws IOException {
        return get(target, "");
    }

    RawAnswer get(String target, String headerLines) throws IOException {
        return ask("GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headerLines + "\r\n");
    }

    @Override
    public void close() {
        server.close();
        yatagarasu.close();
        origin.close();
    }
}
