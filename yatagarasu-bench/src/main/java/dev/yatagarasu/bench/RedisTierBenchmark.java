package dev.yatagarasu.bench;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.cache.redis.RedisConfig;
import dev.yatagarasu.cache.redis.RedisTierFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

/**
 * What does the Redis tier add to Redis? One small object with its content is read, as a head ({@code tier}), beside bare
 * Jedis that gets a value of the same size ({@code jedis}), from one server on loopback, which the benchmark starts.
 *
 * <p>{@code yatagarasu-bench/jmh RedisTier}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RedisTierBenchmark {
    private static final ObjectKey KEY = ObjectKey.of("shared-files", "2026/report.pdf");
    private static final byte[] BARE = "report".getBytes(StandardCharsets.US_ASCII);
    private static final String HOST = "127.0.0.1";

    /** Bytes in the object. */
    @Param({"1024", "10240", "102400"})
    public int size;

    private @Nullable RedisServer server;
    private @Nullable RedisClient jedis;
    private @Nullable CacheTier tier;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        int port = freePort();
        server = new RedisServer(port);
        server.start();
        byte[] content = new byte[size];
        new Random(1).nextBytes(content);
        jedis = RedisClient.create(HOST, port);
        jedis.set(BARE, content);
        Clock clock = Clock.systemUTC();
        tier = new RedisTierFactory()
                .create(RedisConfig.of(HOST, port), new ComponentContext("bench", clock, Runnable::run));
        tier.putHead(
                KEY,
                new CachedHead.Found(
                        Headers.of("content-type", "application/pdf", "etag", Samples.ETAG),
                        size,
                        Samples.ETAG,
                        Lifetime.fresh(clock.millis(), 3_600_000),
                        List.of(),
                        Optional.of(ByteBuffer.wrap(content))));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        if (tier != null) {
            tier.close();
        }
        if (jedis != null) {
            jedis.close();
        }
        if (server != null) {
            server.stop();
        }
    }

    @Benchmark
    public byte[] jedis() {
        if (jedis == null) {
            throw new IllegalStateException("not set up");
        }
        return jedis.get(BARE);
    }

    @Benchmark
    public CachedHead tier() {
        if (tier == null) {
            throw new IllegalStateException("not set up");
        }
        return tier.head(KEY).orElseThrow();
    }
}
