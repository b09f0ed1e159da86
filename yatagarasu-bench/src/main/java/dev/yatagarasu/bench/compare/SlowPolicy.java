package dev.yatagarasu.bench.compare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A policy service that takes five milliseconds to allow whatever it is asked, in the words of OPA and of OpenFGA. */
final class SlowPolicy implements AutoCloseable {
    private static final Duration ANSWER_TIME = Duration.ofMillis(5);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private SlowPolicy() throws IOException {
        // Else a small answer waits for the acknowledgement of the one before it, which takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/data/", exchange -> answer(exchange, "{\"result\": true}"));
        server.createContext("/stores/", exchange -> answer(exchange, "{\"allowed\": true}"));
    }

    static SlowPolicy start() throws IOException {
        SlowPolicy policy = new SlowPolicy();
        policy.server.start();
        return policy;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** A question to the service itself. */
    HttpRequest question() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/v1/data/files/allow"))
                .POST(BodyPublishers.ofString("{\"input\": {}}"))
                .build();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Thread.sleep(ANSWER_TIME);
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the service is stopped");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
