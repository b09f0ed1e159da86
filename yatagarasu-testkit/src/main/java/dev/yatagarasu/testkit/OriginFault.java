package dev.yatagarasu.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What an origin does with one request instead of answering it properly. Called on the connection's own thread. */
@FunctionalInterface
public interface OriginFault {

    /** Writes what it likes to the connection; the connection stays open until this closes it. */
    void answer(OriginRequest request, OriginConnection connection) throws IOException;

    /** Never answers; returns when the client has gone. */
    static OriginFault silence() {
        return (request, connection) -> connection.awaitClient();
    }

    /** Answers properly, but not before {@code gate} opens. */
    static OriginFault after(CountDownLatch gate) {
        return (request, connection) -> {
            connection.await(gate);
            connection.answerProperly(request);
        };
    }

    /** Closes the connection without a byte. */
    static OriginFault hangUp() {
        return (request, connection) -> connection.close();
    }

    /** Answers properly, then closes the connection as if it had been idle for too long. */
    static OriginFault answerThenHangUp() {
        return (request, connection) -> {
            connection.answerProperly(request);
            connection.close();
        };
    }

    /** Sends these characters as bytes, then closes the connection. */
    static OriginFault raw(String response) {
        return (request, connection) -> {
            connection.write(response);
            connection.close();
        };
    }

    /** Sends these characters as bytes and leaves the connection open. */
    static OriginFault rawThenOpen(String response) {
        return (request, connection) -> connection.write(response);
    }

    /** Sends these characters as bytes, then nothing more until the client has gone. */
    static OriginFault rawThenSilence(String response) {
        return (request, connection) -> {
            connection.write(response);
            connection.awaitClient();
        };
    }

    /** A 200 that announces {@code announced} bytes, sends {@code sent} of them and hangs up. */
    static OriginFault truncated(int announced, int sent) {
        return raw(okHead(announced) + "x".repeat(sent));
    }

    /** A 200 that announces {@code announced} bytes, sends {@code sent} of them and stalls. */
    static OriginFault stalled(int announced, int sent) {
        return rawThenSilence(okHead(announced) + "x".repeat(sent));
    }

    /** A 200 that announces {@code announced} bytes and sends more of them. */
    static OriginFault tooMany(int announced, int sent) {
        return rawThenOpen(okHead(announced) + "x".repeat(sent));
    }

    /**
     * A 200 without a length: the body in chunks, properly ended; none if the request is a HEAD.
     *
     * @param fields header fields, each with its line break
     */
    static OriginFault chunked(String fields, String... chunks) {
        return (request, connection) -> {
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + fields + "\r\n");
            if (!request.method().equals("HEAD")) {
                connection.write(framed(chunks) + "0\r\n\r\n");
            }
        };
    }

    /** The same, but the connection is closed where the next chunk, or the last one, should stand. */
    static OriginFault chunkedCutShort(String fields, String... chunks) {
        return raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + fields + "\r\n" + framed(chunks));
    }

    /** A 200 whose body ends where the connection does. */
    static OriginFault untilClosed(String fields, String body) {
        return raw("HTTP/1.1 200 OK\r\nConnection: close\r\n" + fields + "\r\n" + body);
    }

    /** A 200 to a HEAD that leaves the length out. */
    static OriginFault headWithoutLength(String fields) {
        return rawThenOpen("HTTP/1.1 200 OK\r\n" + fields + "\r\n");
    }

    private static String framed(String... chunks) {
        StringBuilder framed = new StringBuilder();
        for (String chunk : chunks) {
            framed.append(String.format("%x\r\n%s\r\n", chunk.length(), chunk));
        }
        return framed.toString();
    }

    /** An error as S3 sends it; without a body if the request is a HEAD. */
    static OriginFault error(int status, String code) {
        return error(status, code, "");
    }

    /** An error as S3 sends it, with more elements in its body, for example {@code <Region>eu-west-1</Region>}. */
    static OriginFault error(int status, String code, String elements) {
        return (request, connection) -> connection.error(request, status, code, elements);
    }

    /** A redirect to {@code location}. */
    static OriginFault redirect(int status, String location) {
        return rawThenOpen("HTTP/1.1 " + status + " Moved\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    }

    /** Header fields without end, until the client has gone. */
    static OriginFault endlessHeaders() {
        return (request, connection) -> {
            connection.write("HTTP/1.1 200 OK\r\n");
            for (long i = 0; ; i++) {
                connection.write("X-Endless-" + i + ": " + "y".repeat(100) + "\r\n");
            }
        };
    }

    /** Interim responses without end, until the client has gone. */
    static OriginFault endlessInterim() {
        return (request, connection) -> {
            for (; ; ) {
                connection.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
            }
        };
    }

    private static String okHead(int length) {
        byte[] any = "any".getBytes(StandardCharsets.US_ASCII);
        return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\nContent-Type: text/plain\r\nETag: "
                + OriginObject.of(any, "text/plain").etag() + "\r\n\r\n";
    }
}
