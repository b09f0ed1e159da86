package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.server.jetty.Delivery.UnreadableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Sends answers whose body still has to come, on a thread that may block. The next bytes are asked for when the last ones
 * are gone, so a slow client slows storage down and nothing grows.
 */
final class StreamWriter {
    private static final int BUFFER = 128 * 1024;
    /** Longer than anything: the source ends with an empty buffer instead. */
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Body.Source source;
    private final long length;
    private final Response response;
    private final Delivery delivery;

    private StreamWriter(Body.Source source, long length, Response response, Delivery delivery) {
        this.source = source;
        this.length = length;
        this.response = response;
        this.delivery = delivery;
    }

    /**
     * Sends a body of unknown length, and the head before it, in chunks, or ended by the end of the connection: to clients of
     * HTTP/1.0, and where a body that was cut short would not show here either. Left to itself, Jetty does the latter for every
     * client that wants the connection closed, and then a body that breaks off would look whole.
     */
    static void write(Body.Unsized body, Response response, Delivery delivery) throws IOException, UnreadableException {
        HttpVersion version = response.getRequest().getConnectionMetaData().getHttpVersion();
        if (!body.endIsProven()) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        } else if (version == HttpVersion.HTTP_1_1) {
            response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED);
        }
        new StreamWriter(new UntilEnd(body.stream()), UNKNOWN, response, delivery).copy();
    }

    /** Sends the body, and the head before it. */
    static void write(Body.Stream body, Response response, Delivery delivery) throws IOException, UnreadableException {
        Body.Source chunks = new Chunks(body.stream(), body.length());
        new StreamWriter(chunks, body.length(), response, delivery).copy();
    }

    /** Sends the body, and the head before it. */
    static void write(Body.Pieces body, Response response, Delivery delivery) throws IOException, UnreadableException {
        new StreamWriter(body.source(), body.length(), response, delivery).copy();
    }

    private void copy() throws IOException, UnreadableException {
        long sent = 0;
        boolean last;
        do {
            ByteBuffer bytes = length == 0 ? BufferUtil.EMPTY_BUFFER : read();
            int size = bytes.remaining();
            last = sent + size == length || (size == 0 && length == UNKNOWN);
            Content.Sink.write(response, last, bytes);
            delivery.sent(size);
            sent += size;
        } while (!last);
        delivery.succeeded();
    }

    private ByteBuffer read() throws UnreadableException {
        try {
            return source.next();
        } catch (Throwable e) {
            throw new UnreadableException(e);
        }
    }

    /** A stream's bytes up to its end, which is an empty buffer, in one that goes round. */
    private static final class UntilEnd implements Body.Source {
        private final InputStream in;
        private final byte[] buffer = new byte[BUFFER];

        UntilEnd(InputStream in) {
            this.in = in;
        }

        @Override
        public ByteBuffer next() throws IOException {
            return ByteBuffer.wrap(buffer, 0, Math.max(0, in.read(buffer, 0, buffer.length)));
        }
    }

    /** A stream's bytes in one buffer that goes round. */
    private static final class Chunks implements Body.Source {
        private final InputStream in;
        private final byte[] buffer;
        private final long length;
        private long read;

        Chunks(InputStream in, long length) {
            this.in = in;
            this.length = length;
            this.buffer = new byte[(int) Math.min(BUFFER, length)];
        }

        @Override
        public ByteBuffer next() throws IOException {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, length - read));
            if (count < 0) {
                throw new EOFException("a body ended after " + read + " of " + length + " bytes");
            }
            read += count;
            return ByteBuffer.wrap(buffer, 0, count);
        }
    }
}
