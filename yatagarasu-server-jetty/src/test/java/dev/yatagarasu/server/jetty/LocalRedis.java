package dev.yatagarasu.server.jetty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis on loopback that writes nothing to disk. */
public final class LocalRedis {
    private LocalRedis() {}

    /** Starts one on a free port; it can be stopped and started again on the same. */
    public static RedisServer start() throws IOException {
        RedisServer redis = RedisServer.builder()
                .port(freePort())
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        return redis;
    }

    /** The port it listens on. */
    public static int portOf(RedisServer redis) {
        return redis.ports().getFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
