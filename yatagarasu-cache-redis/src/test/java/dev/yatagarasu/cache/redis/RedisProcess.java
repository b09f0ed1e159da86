package dev.yatagarasu.cache.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisExecProvider;

/** A Redis server on loopback that a test may kill, restart and pause. Keeps nothing on disk. */
final class RedisProcess implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private final int port;
    private final List<String> command;
    private Process process;

    private RedisProcess(int port, List<String> command) {
        this.port = port;
        this.command = command;
        this.process = launch();
    }

    /** Starts a server on a free port; {@code options} are those of the command line. */
    static RedisProcess start(Path directory, String... options) {
        return startAt(freePort(), directory, options);
    }

    static RedisProcess startAt(int port, Path directory, String... options) {
        List<String> command = new ArrayList<>(
                List.of(binary(), "--port", String.valueOf(port), "--bind", HOST, "--dir", directory.toString()));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--loglevel", "notice"));
        command.addAll(List.of(options));
        return new RedisProcess(port, command);
    }

    /** Starts a sentinel; the file says what it watches. */
    static RedisProcess sentinel(int port, Path file) {
        return new RedisProcess(port, List.of(binary(), file.toString(), "--sentinel"));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String binary() {
        try {
            return RedisExecProvider.defaultProvider().get().getAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        try {
            Process launched =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader log = launched.inputReader(StandardCharsets.UTF_8);
            StringBuilder said = new StringBuilder();
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                said.append(line).append('\n');
                if (line.contains("Ready to accept connections") || line.contains("Sentinel ID is")) {
                    Thread.ofVirtual().start(() -> log.lines().forEach(ignored -> {}));
                    return launched;
                }
            }
            throw new IOException("Redis did not start: " + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "redis://" + HOST + ":" + port;
    }

    /** A connection for the test itself. */
    Jedis jedis() {
        return new Jedis(
                new HostAndPort(HOST, port),
                DefaultJedisClientConfig.builder().timeoutMillis(10_000).build());
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        try {
            if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Redis does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again after a kill: empty. */
    void restart() {
        process = launch();
    }

    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
