package dev.yatagarasu.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What an {@link HttpDouble} does with one request. Called on the connection's own thread. */
@FunctionalInterface
public interface HttpReply {

    /** Writes what it likes to the connection; the connection stays open until this closes it. */
    void answer(HttpDoubleRequest request, HttpDoubleConnection connection) throws IOException;

    /** 200 with this JSON. */
    static HttpReply json(String body) {
        return json(200, body);
    }

    /** That status with this JSON. */
    static HttpReply json(int status, String body) {
        return of(status, "Content-Type: application/json\r\n", body);
    }

    /** That status, these header fields, each ended by CR and LF, and this body with its length. */
    static HttpReply of(int status, String fields, String body) {
        return rawThenOpen("HTTP/1.1 " + status + " Reply\r\n" + fields + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    /** Sends this text, then closes the connection. */
    static HttpReply raw(String text) {
        return (request, connection) -> {
            connection.write(text);
            connection.close(false);
        };
    }

    /** Sends this text and leaves the connection open. */
    static HttpReply rawThenOpen(String text) {
        return (request, connection) -> connection.write(text);
    }

    /** Sends this text, then nothing more until the client has gone. */
    static HttpReply rawThenSilence(String text) {
        return (request, connection) -> {
            connection.write(text);
            connection.awaitClient();
        };
    }

    /** Never answers. */
    static HttpReply silence() {
        return rawThenSilence("");
    }

    /** Sends this text, then a space every few milliseconds until the client has gone. */
    static HttpReply rawThenDrops(String text) {
        return (request, connection) -> {
            connection.write(text);
            for (; ; ) {
                connection.awaitClient(Duration.ofMillis(10));
                connection.write(" ");
            }
        };
    }

    /** Closes the connection without a byte. */
    static HttpReply hangUp() {
        return (request, connection) -> connection.close(false);
    }

    /** Resets the connection without a byte. */
    static HttpReply reset() {
        return (request, connection) -> connection.close(true);
    }
}
