package dev.yatagarasu.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection of a {@link VerifyingOrigin}, for faults to write to. Used by its own thread only. */
public final class OriginConnection {
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
        return RequestHead.read(in)
                .map(head -> new OriginRequest(head.method(), head.target(), head.headers(), number));
    }
}
