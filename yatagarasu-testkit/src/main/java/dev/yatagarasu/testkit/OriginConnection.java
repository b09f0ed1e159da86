package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link VerifyingOrigin}, for faults to write to. Used by its own thread only. */
public final class OriginConnection {
    private static final int MAX_HEAD = 64 * 1024;

    private final Socket socket;
    private final int number;
    private final OriginAnswers answers;
    private final InputStream in;
    private final OutputStream out;

    OriginConnection(Socket socket, int number, OriginAnswers answers) throws IOException {
        this.socket = socket;
        this.number = number;
        this.answers = answers;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Sends these characters as bytes (ISO 8859-1), at once. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends these bytes, at once. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Answers as if there were no fault. */
    public void answerProperly(OriginRequest request) throws IOException {
        write(answers.answer(request));
    }

    /** Sends an error as S3 does. */
    public void error(OriginRequest request, int status, String code, String elements) throws IOException {
        write(OriginAnswers.error(request.method(), status, code, elements));
    }

    /** Returns when the client has closed its side or has sent something. */
    public void awaitClient() throws IOException {
        in.mark(1);
        if (in.read() >= 0) {
            in.reset();
        }
    }

    /** Returns when {@code gate} opens; throws when it does not within a minute. */
    public void await(CountDownLatch gate) throws IOException {
        try {
            if (!gate.await(1, TimeUnit.MINUTES)) {
                throw new IOException("the test never opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Closes the connection. */
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** The next request, or empty when the client has closed the connection. */
    Optional<OriginRequest> nextRequest() throws IOException {
        String requestLine = readLine();
        if (requestLine == null || requestLine.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = requestLine.split(" ", 3);
        Headers.Builder headers = Headers.builder();
        for (String line = readLine(); line != null && !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return Optional.of(new OriginRequest(parts[0], parts[1], headers.build(), number));
    }

    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > MAX_HEAD) {
                return null;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
