package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One connection of an {@link HttpDouble}, for replies to write to. Used by its own thread only. */
public final class HttpDoubleConnection {
    private final Socket socket;
    private final int number;
    private final InputStream in;
    private final OutputStream out;

    HttpDoubleConnection(Socket socket, int number) throws IOException {
        this.socket = socket;
        this.number = number;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Sends this text in UTF-8, at once. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends these bytes, at once. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Returns when the client has closed its side or has sent something. */
    public void awaitClient() throws IOException {
        awaitClient(Duration.ZERO);
    }

    /** Returns when the client has closed its side or has sent something, or when so much time is over. */
    public void awaitClient(Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        in.mark(1);
        try {
            if (in.read() >= 0) {
                in.reset();
            }
        } catch (SocketTimeoutException e) {
            // That is what was asked for.
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Closes the connection; {@code abruptly} with a reset. */
    public void close(boolean abruptly) throws IOException {
        if (abruptly) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** The next request, or empty when the client has closed the connection. */
    Optional<HttpDoubleRequest> nextRequest() throws IOException {
        Optional<RequestHead> head = RequestHead.read(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Headers headers = head.get().headers();
        int length = headers.first("content-length").map(Integer::parseInt).orElse(0);
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new HttpDoubleRequest(head.get().method(), head.get().target(), headers, body, number));
    }
}
