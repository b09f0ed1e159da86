package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        String requestLine = readLine();
        if (requestLine == null || requestLine.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = requestLine.split(" ", 3);
        Headers.Builder builder = Headers.builder();
        for (String line = readLine(); line != null && !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            builder.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        Headers headers = builder.build();
        int length = headers.first("content-length").map(Integer::parseInt).orElse(0);
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new HttpDoubleRequest(parts[0], parts[1], headers, body, number));
    }

    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
