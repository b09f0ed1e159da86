package dev.yatagarasu.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands in for a service that is asked over HTTP/1.1: answers as a test tells it, remembers what it was asked, and
 * misbehaves on demand. On a free port of 127.0.0.1. Safe from any thread.
 */
public final class HttpDouble implements AutoCloseable {
    private final ServerSocket server;
    private final String scheme;
    private final HttpReply usual;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<HttpReply> script = new ConcurrentLinkedQueue<>();
    private final List<HttpDoubleRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private HttpDouble(ServerSocket server, String scheme, HttpReply usual) {
        this.server = server;
        this.scheme = scheme;
        this.usual = usual;
    }

    /** Starts one that answers like that, unless told otherwise by {@link #next}. */
    public static HttpDouble start(HttpReply usual) {
        return start("http", ServerSocketFactory.getDefault(), usual);
    }

    /** Starts one that is reached over TLS. */
    public static HttpDouble startEncrypted(SSLContext tls, HttpReply usual) {
        return start("https", tls.getServerSocketFactory(), usual);
    }

    private static HttpDouble start(String scheme, ServerSocketFactory sockets, HttpReply usual) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            HttpDouble started = new HttpDouble(sockets.createServerSocket(0, 1024, loopback), scheme, usual);
            started.threads.execute(started::acceptAll);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, without a slash at the end. */
    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    /** Has the next requests answered by these, one each; those after them are answered as usual again. */
    public void next(HttpReply... replies) {
        script.addAll(Arrays.asList(replies));
    }

    /** All requests so far, in the order they came. */
    public List<HttpDoubleRequest> requests() {
        return List.copyOf(requests);
    }

    /** The request that came last. */
    public HttpDoubleRequest lastRequest() {
        return requests.get(requests.size() - 1);
    }

    /** How many connections were ever accepted. */
    public int acceptedConnections() {
        return accepted.get();
    }

    /** Closes every connection, as a restart would. */
    public void dropConnections() {
        open.forEach(HttpDouble::close);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                int number = accepted.incrementAndGet();
                threads.execute(() -> serve(socket, number));
            } catch (IOException | RejectedExecutionException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        open.add(socket);
        try (socket) {
            answerAll(new HttpDoubleConnection(socket, number));
        } catch (IOException e) {
            // The client has gone, or a reply has closed the connection: both are what tests do.
        } finally {
            open.remove(socket);
        }
    }

    private void answerAll(HttpDoubleConnection connection) throws IOException {
        while (connection.isOpen()) {
            Optional<HttpDoubleRequest> request = connection.nextRequest();
            if (request.isEmpty()) {
                return;
            }
            requests.add(request.get());
            HttpReply reply = script.poll();
            (reply == null ? usual : reply).answer(request.get(), connection);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** When this returns, nobody listens there any more. */
    @Override
    public void close() {
        close(server);
        dropConnections();
        threads.shutdownNow();
        threads.close();
    }
}
