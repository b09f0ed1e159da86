package dev.yatagarasu.bench.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Passes connections on to another server on loopback, byte for byte, but for heads of requests, which {@code onto} may
 * add to, and those of each connection's first answer, which {@code answers} may alter. All requests of a connection go where the first one goes. Closing it ends all connections.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final Function<RequestHead, Onward> onto;
    private final UnaryOperator<RequestHead> answers;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket server, Function<RequestHead, Onward> onto, UnaryOperator<RequestHead> answers) {
        this.server = server;
        this.onto = onto;
        this.answers = answers;
    }

    /**
     * Where a request goes.
     *
     * @param port the server's port
     * @param head the head to send
     */
    record Onward(int port, RequestHead head) {}

    /** Starts one on a free port. */
    static Relay start(Function<RequestHead, Onward> onto, UnaryOperator<RequestHead> answers) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), onto, answers);
        Thread.ofVirtual().start(relay::accept);
        return relay;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException e) {
                // Closed, or this one connection failed; the test at its other end says so.
            }
        }
    }

    private void relay(Socket client) {
        open.add(client);
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            Optional<RequestHead> first = RequestHead.read(in);
            if (first.isPresent()) {
                relay(client, in, onto.apply(first.get()));
            }
        } catch (IOException e) {
            // One side has gone, and closing tells the other.
        } finally {
            open.remove(client);
        }
    }

    private void relay(Socket client, InputStream in, Onward first) throws IOException {
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), first.port());
        open.add(upstream);
        try (upstream) {
            Thread.ofVirtual().start(() -> answer(upstream, client));
            OutputStream out = upstream.getOutputStream();
            Optional<RequestHead> next = Optional.of(first.head());
            while (next.isPresent()) {
                out.write(next.get().bytes());
                out.write(in.readNBytes(Math.toIntExact(next.get().contentLength())));
                out.flush();
                next = RequestHead.read(in).map(head -> onto.apply(head).head());
            }
        } finally {
            open.remove(upstream);
        }
    }

    private void answer(Socket upstream, Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(upstream.getInputStream());
            OutputStream out = client.getOutputStream();
            boolean interim = true;
            while (interim) {
                Optional<RequestHead> head = RequestHead.read(in);
                if (head.isEmpty()) {
                    return;
                }
                interim = head.get().text().startsWith("HTTP/1.1 1");
                out.write(answers.apply(head.get()).bytes());
            }
            in.transferTo(out);
        } catch (IOException e) {
            // As above.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
