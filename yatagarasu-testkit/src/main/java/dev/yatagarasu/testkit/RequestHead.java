package dev.yatagarasu.testkit;

import dev.yatagarasu.api.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request to a server of a test.
 *
 * @param method the method
 * @param target the request target, as it was sent
 * @param headers the header fields
 */
record RequestHead(String method, String target, Headers headers) {
    private static final int LONGEST_LINE = 64 * 1024;

    /** The next head, or empty when the client has closed the connection. */
    static Optional<RequestHead> read(InputStream in) throws IOException {
        String requestLine = readLine(in);
        if (requestLine == null || requestLine.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = requestLine.split(" ", 3);
        Headers.Builder headers = Headers.builder();
        for (String line = readLine(in); line != null && !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return Optional.of(new RequestHead(parts[0], parts[1], headers.build()));
    }

    private static @Nullable String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                return null;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
