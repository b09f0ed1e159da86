package dev.yatagarasu.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small S3-like origin written by hand: holds objects under any key at all, verifies signatures by itself, remembers
 * what it was asked, and misbehaves on demand. GET and HEAD only, on loopback. Safe from any thread.
 */
public final class VerifyingOrigin implements AutoCloseable {
    /** The access key id it accepts. */
    public static final String ACCESS_KEY = "origin-access-key";
    /** The secret key it accepts. */
    public static final String SECRET_KEY = "origin/secret+key";

    private final ServerSocket server;
    private final String scheme;
    private final OriginAnswers answers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<OriginFault> script = new ConcurrentLinkedQueue<>();
    private final List<OriginRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<OriginConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Semaphore changes = new Semaphore(0);

    private VerifyingOrigin(ServerSocket server, OriginSettings settings) {
        this.server = server;
        this.scheme = settings.tls().isPresent() ? "https" : "http";
        this.answers = new OriginAnswers(new SignatureCheck(settings));
    }

    /** Starts an origin with {@link OriginSettings#defaults()}. */
    public static VerifyingOrigin start() {
        return start(OriginSettings.defaults());
    }

    /** Starts an origin on a free port. */
    public static VerifyingOrigin start(OriginSettings settings) {
        try {
            VerifyingOrigin origin = new VerifyingOrigin(settings.listen(), settings);
            origin.threads.execute(origin::acceptAll);
            return origin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        String address = server.getInetAddress().getHostAddress();
        String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
        return URI.create(scheme + "://" + host + ":" + server.getLocalPort());
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Creates a bucket; it may be there already. */
    public void createBucket(String bucket) {
        answers.bucket(bucket);
    }

    /** Stores an object, creating the bucket if need be. */
    public void put(String bucket, String key, OriginObject object) {
        answers.bucket(bucket).put(key, object);
    }

    /** Has the next requests answered by these, one each; those after them are answered properly again. */
    public void next(OriginFault... faults) {
        script.addAll(Arrays.asList(faults));
    }

    /** All requests so far, in the order they came. */
    public List<OriginRequest> requests() {
        return List.copyOf(requests);
    }

    /** The request that came last. */
    public OriginRequest lastRequest() {
        return requests.get(requests.size() - 1);
    }

    /** How many connections were ever accepted. */
    public int acceptedConnections() {
        return accepted.get();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return open.size();
    }

    /** Waits until no more than that many connections are open; false when more are after {@code deadline}. */
    public boolean awaitAtMostOpenConnections(int count, Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        while (open.size() > count) {
            if (!changes.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                return open.size() <= count;
            }
        }
        return true;
    }

    /** Closes every connection, as a restart would. */
    public void dropConnections() {
        open.forEach(OriginConnection::close);
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            OriginConnection connection = new OriginConnection(socket, accepted.incrementAndGet(), answers);
            open.add(connection);
            changes.release();
            try {
                answerAll(connection);
            } finally {
                open.remove(connection);
                changes.release();
            }
        } catch (IOException | UncheckedIOException e) {
            // The client has gone, or a fault has closed the connection: both are what tests do.
        }
    }

    private void answerAll(OriginConnection connection) throws IOException {
        while (connection.isOpen()) {
            Optional<OriginRequest> request = connection.nextRequest();
            if (request.isEmpty()) {
                return;
            }
            requests.add(request.get());
            OriginFault fault = script.poll();
            if (fault == null) {
                connection.answerProperly(request.get());
            } else {
                fault.answer(request.get(), connection);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dropConnections();
        threads.shutdownNow();
    }
}
