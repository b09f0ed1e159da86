package dev.yatagarasu.bench.compare;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One GET over a connection of its own, read to its end and thrown away. Blocks, but not longer than a time-out without a
 * byte.
 *
 * @param status the status code
 * @param headers header fields by their names in lower case
 * @param bytes bytes in the body
 * @param nanos nanoseconds from before the connection until after the last byte
 */
record Download(int status, Map<String, String> headers, long bytes, long nanos) {

    /** Gets a path from a server on loopback; throws if fewer or more bytes come than were announced. */
    static Download of(int port, String path) throws IOException {
        long start = System.nanoTime();
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (SocketChannel channel = SocketChannel.open(server);
                Reader reader = new Reader(channel)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            String[] head = reader.head().split("\r\n", -1);
            Map<String, String> headers = headers(head);
            long bytes = reader.drain();
            if (bytes != Long.parseLong(headers.getOrDefault("content-length", Long.toString(bytes)))) {
                throw new EOFException(bytes + " bytes of " + headers.get("content-length") + " came");
            }
            return new Download(Integer.parseInt(head[0].split(" ", -1)[1]), headers, bytes, System.nanoTime() - start);
        }
    }

    private static Map<String, String> headers(String[] head) {
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon > 0) {
                String name = head[i].substring(0, colon).toLowerCase(Locale.ROOT);
                headers.put(name, head[i].substring(colon + 1).strip());
            }
        }
        return headers;
    }

    /** Megabytes (of 10^6) a second. */
    double megabytesASecond() {
        return bytes * 1e3 / nanos;
    }

    /** Reads into one direct buffer, so that the client costs as little as it can. */
    private static final class Reader implements AutoCloseable {
        private static final int TIMEOUT_MILLIS = 20_000;
        private static final int BUFFER = 256 * 1024;

        private final SocketChannel channel;
        private final Selector selector = Selector.open();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

        Reader(SocketChannel channel) throws IOException {
            this.channel = channel;
        }

        /** The head; what came with it of the body stays in the buffer. */
        String head() throws IOException {
            channel.register(selector, SelectionKey.OP_READ);
            while (buffer.hasRemaining()) {
                if (read() < 0) {
                    throw new EOFException("the connection was closed within the head");
                }
                String text = StandardCharsets.ISO_8859_1
                        .decode(buffer.duplicate().flip())
                        .toString();
                int end = text.indexOf("\r\n\r\n");
                if (end >= 0) {
                    buffer.limit(buffer.position()).position(end + 4);
                    return text.substring(0, end);
                }
            }
            throw new IOException("a head of more than " + BUFFER + " bytes");
        }

        /** Reads to the end and counts the bytes. */
        long drain() throws IOException {
            long bytes = 0;
            int read = buffer.remaining();
            while (read >= 0) {
                bytes += read;
                buffer.clear();
                read = read();
            }
            return bytes;
        }

        private int read() throws IOException {
            int read = channel.read(buffer);
            while (read == 0) {
                if (selector.select(TIMEOUT_MILLIS) == 0) {
                    throw new SocketTimeoutException("no byte for " + TIMEOUT_MILLIS + " ms");
                }
                selector.selectedKeys().clear();
                read = channel.read(buffer);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            selector.close();
        }
    }
}
