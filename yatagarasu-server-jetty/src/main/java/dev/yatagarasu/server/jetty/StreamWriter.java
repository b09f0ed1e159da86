package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Sends answers whose body still has to come, on a thread that may block. One buffer goes round: the next bytes are read
 * when the last ones are gone, so a slow client slows storage down and nothing grows.
 */
final class StreamWriter {
    private static final int BUFFER = 64 * 1024;

    private final Body.Stream body;
    private final Response response;
    private long sent;

    private StreamWriter(Body.Stream body, Response response) {
        this.body = body;
        this.response = response;
    }

    /** Sends head and body. A body that breaks off ends the connection, so that it never looks whole. */
    static void write(Answer answer, Body.Stream body, Response response, Callback callback) {
        AnswerWriter.writeHead(answer, response);
        StreamWriter writer = new StreamWriter(body, response);
        try {
            writer.copy();
        } catch (IOException | RuntimeException e) {
            answer.aborted(writer.sent);
            callback.failed(e);
            return;
        }
        answer.completed();
        callback.succeeded();
    }

    private void copy() throws IOException {
        InputStream in = body.stream();
        byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, body.length()))];
        do {
            int wanted = (int) Math.min(buffer.length, body.length() - sent);
            int read = wanted == 0 ? 0 : in.read(buffer, 0, wanted);
            if (read < 0) {
                throw new EOFException("a body ended after " + sent + " of " + body.length() + " bytes");
            }
            boolean last = sent + read == body.length();
            Content.Sink.write(response, last, ByteBuffer.wrap(buffer, 0, read));
            sent += read;
        } while (sent < body.length());
    }
}
