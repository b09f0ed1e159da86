package dev.yatagarasu.server.jetty;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A connection on which a test writes exactly the bytes it means. */
final class Raw implements AutoCloseable {
    final Socket socket = new Socket();
    private final InputStream in;

    Raw(int port, Duration patience) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout((int) patience.toMillis());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends characters as bytes: one for one, up to 255. */
    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads one answer with a Content-Length or none. */
    RawAnswer read(boolean head) throws IOException {
        String statusLine = line();
        List<String> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            fields.add(line);
        }
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        RawAnswer answer = new RawAnswer(status, fields, new byte[0]);
        boolean bodiless = head || status == 204 || status == 304;
        String length = answer.header("content-length");
        if (bodiless || length.isEmpty()) {
            return answer;
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("the connection ended after " + body.length + " of " + length + " bytes");
        }
        return new RawAnswer(status, fields, body);
    }

    /** Whether the server closes the connection without sending anything more. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    /** Everything until the server closes the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    int readByte() throws IOException {
        return in.read();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the connection ended in a line: " + line);
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
