package dev.yatagarasu.bench.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request or of an answer, byte for byte.
 *
 * @param text request line and fields, with the empty line at the end
 */
record RequestHead(String text) {
    private static final int LONGEST = 64 * 1024;
    private static final String END = "\r\n\r\n";

    /** Reads one; empty if there is none any more. */
    static Optional<RequestHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = 0;
        while (end < END.length()) {
            int octet = in.read();
            if (octet < 0 || bytes.size() == LONGEST) {
                return Optional.empty();
            }
            bytes.write(octet);
            boolean fits = octet == END.charAt(end);
            end = fits ? end + 1 : octet == '\r' ? 1 : 0;
        }
        return Optional.of(new RequestHead(bytes.toString(StandardCharsets.ISO_8859_1)));
    }

    /** The target of the request. */
    String target() {
        String[] line = text.substring(0, text.indexOf("\r\n")).split(" ", -1);
        return line.length > 1 ? line[1] : "";
    }

    /** The same to another target. */
    RequestHead to(String target) {
        String[] line = text.split(" ", 3);
        return new RequestHead(line[0] + " " + target + " " + line[2]);
    }

    /** The first field of that name. */
    Optional<String> field(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return text.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    /** The same with a field in place of those of its name, at the end. */
    RequestHead with(String name, String value) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        StringBuilder other = new StringBuilder(text.length() + name.length() + value.length() + END.length());
        text.substring(0, text.length() - 2)
                .lines()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(start))
                .forEach(line -> other.append(line).append("\r\n"));
        return new RequestHead(other + name + ": " + value + END);
    }

    /** Bytes in the body that follows. */
    long contentLength() {
        return field("content-length").map(Long::parseLong).orElse(0L);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
