package dev.yatagarasu.examples.quickstart;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.TierConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.embedded.RedisServer;

/** The cache of the demo: memory, a temporary directory, and a Redis of its own where one can be started. */
final class DemoCache implements AutoCloseable {
    private static final long DISK = 1L << 30;

    private final Path directory;
    private final Optional<RedisServer> redis;
    private final int redisPort;

    private DemoCache(Path directory, Optional<RedisServer> redis, int redisPort) {
        this.directory = directory;
        this.redis = redis;
        this.redisPort = redisPort;
    }

    static DemoCache start() throws IOException {
        Path directory = Files.createTempDirectory("yatagarasu-demo-cache-");
        int port = freePort();
        return new DemoCache(directory, startRedis(port), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The program comes with a library, for some systems; without it there is one layer less. */
    private static Optional<RedisServer> startRedis(int port) {
        try {
            RedisServer server = RedisServer.builder()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            return Optional.of(server);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The layers, fastest first. */
    CacheConfig asLayers() {
        List<TierConfig> layers = new ArrayList<>(CacheConfig.defaults().layers());
        layers.add(new TierConfig.Disk(directory, DISK));
        redis.ifPresent(server -> layers.add(
                new TierConfig.Plugin("redis", ConfigNode.of(Map.of("url", "redis://127.0.0.1:" + redisPort)))));
        return new CacheConfig(true, layers);
    }

    @Override
    public void close() {
        try {
            if (redis.isPresent()) {
                redis.get().stop();
            }
            TemporaryDirectory.delete(directory);
        } catch (IOException e) {
            throw new IllegalStateException("the demo's cache cannot be removed", e);
        }
    }
}
