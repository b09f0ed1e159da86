package dev.yatagarasu.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An identity provider on loopback that publishes a key set, and can be made to misbehave: each request is answered with
 * whatever was set last. Safe from any thread.
 */
public final class KeySetServer implements AutoCloseable {
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final ServerSocket listener;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore arrivals = new Semaphore(0);
    private volatile Answer answer = (request, out) -> {};
    private volatile String lastRequest = "";

    /** How one request is answered. */
    @FunctionalInterface
    public interface Answer {
        /** Writes the answer to the request whose head is given; the connection is closed when this returns. */
        void write(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private KeySetServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Starts one on a free port, with a key set in JSON. */
    public static KeySetServer start(String keySet) {
        try {
            KeySetServer server = new KeySetServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            server.publish(keySet);
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the key set is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/.well-known/jwks.json");
    }

    /** From now on answers with this key set. */
    public void publish(String keySet) {
        publish(keySet, "");
    }

    /** From now on answers with this key set and more header lines, each ending with a line break. */
    public void publish(String keySet, String headers) {
        respond("200 OK", "Content-Type: application/json\r\n" + headers, keySet);
    }

    /** From now on answers with this status, these header lines and this body. */
    public void respond(String status, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        answer((request, out) -> {
            out.write(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + content.length
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(content);
        });
    }

    /** From now on answers like that. */
    public void answer(Answer answer) {
        this.answer = answer;
    }

    /** From now on takes requests and says nothing until {@code gate} has a permit. */
    public void holdUntil(Semaphore gate) {
        Answer then = answer;
        answer((request, out) -> {
            if (gate.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                gate.release();
                then.write(request, out);
            }
        });
    }

    /** How many requests have come. */
    public int requests() {
        return requests.get();
    }

    /** The head of the request that came last. */
    public String lastRequest() {
        return lastRequest;
    }

    /** Waits until a request has come that no earlier call has waited for. */
    public void awaitRequest() throws InterruptedException {
        if (!arrivals.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no request within " + LONGEST_WAIT_SECONDS + " seconds");
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String request = head(connection.getInputStream());
            if (!request.isEmpty()) {
                lastRequest = request;
                requests.incrementAndGet();
                arrivals.release();
                answer.write(request, connection.getOutputStream());
                connection.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The client went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    /** Breaks all connections off and listens no more. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
