package dev.yatagarasu.server.jetty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls of an admin port, as an operator makes them. */
record AdminCalls(int port) {
    static final String JSON = "Content-Type: application/json\r\n";

    RawAnswer get(String target) throws IOException {
        return send("GET", target, "Host: 127.0.0.1\r\n", "");
    }

    RawAnswer post(String target, String json) throws IOException {
        return send("POST", target, "Host: 127.0.0.1\r\n" + JSON, json);
    }

    RawAnswer purge(String json) throws IOException {
        return post("/admin/cache/purge", json);
    }

    RawAnswer delete(String target) throws IOException {
        return send("DELETE", target, "Host: 127.0.0.1\r\n" + JSON, "");
    }

    RawAnswer send(String method, String target, String headerLines, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Raw raw = new Raw(port, Duration.ofSeconds(20))) {
            String length = method.equals("POST") ? "Content-Length: " + bytes.length + "\r\n" : "";
            raw.send(method + " " + target + " HTTP/1.1\r\n" + headerLines + length + "\r\n"
                    + new String(bytes, StandardCharsets.ISO_8859_1));
            return raw.read(method.equals("HEAD"));
        }
    }
}
