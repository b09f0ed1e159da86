package dev.yatagarasu.server.jetty;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.FixedHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Sends answers whose body is in memory, or that have none, without blocking. The fields that many answers share are
 * encoded once.
 */
final class AnswerWriter {
    private static final Map<String, HttpHeader> STANDARD =
            Stream.of(HttpHeader.values()).collect(Collectors.toMap(HttpHeader::lowerCaseName, header -> header));

    /** How the engine's own names are usually written. */
    private static final Map<String, String> OWN = Map.of("x-cache", "X-Cache", "x-request-id", "X-Request-ID");

    private AnswerWriter() {}

    /** Header fields as Jetty sends them. */
    private record Encoded(List<HttpField> fields) {}

    /** Sets status and header fields. Those of a stream are not worth encoding beforehand: nobody asks for them again. */
    static void writeHead(Answer answer, Response response) {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        FixedHeaders fixed = answer.fixedHeaders();
        if (answer.body() instanceof Body.Stream || answer.body() instanceof Body.Unsized) {
            fixed.headers().forEach((name, value) -> add(fields, field(name, value)));
        } else {
            fixed.encoded(Encoded.class, AnswerWriter::encode).fields.forEach(encoded -> add(fields, encoded));
        }
        answer.ownHeaders().forEach((name, value) -> fields.add(field(name, value)));
    }

    /** An object's own {@code Date} takes the place of the present one (RFC 9111 section 4): only one may be sent. */
    private static void add(HttpFields.Mutable fields, HttpField field) {
        if (field.getHeader() == HttpHeader.DATE) {
            fields.put(field);
        } else {
            fields.add(field);
        }
    }

    private static Encoded encode(Headers headers) {
        List<HttpField> fields = new ArrayList<>(headers.size());
        headers.forEach((name, value) -> fields.add(encode(name, value)));
        return new Encoded(List.copyOf(fields));
    }

    /** A length is handed over as a number: Jetty reads the text of a field that is encoded beforehand as an int. */
    private static HttpField encode(String name, String value) {
        HttpHeader known = STANDARD.get(name);
        if (known == HttpHeader.CONTENT_LENGTH) {
            return new PreEncodedHttpField(known, Long.parseLong(value));
        }
        return known == null ? new PreEncodedHttpField(name, value) : new PreEncodedHttpField(known, value);
    }

    private static HttpField field(String name, String value) {
        HttpHeader known = STANDARD.get(name);
        return known == null ? new HttpField(OWN.getOrDefault(name, name), value) : new HttpField(known, value);
    }

    /** Sends an answer whose head has been set and whose body is in memory. */
    static void writeBuffers(List<ByteBuffer> buffers, Response response, Delivery delivery) {
        if (buffers.size() == 1) {
            response.write(true, buffers.getFirst(), delivery);
        } else {
            new Sequence(buffers, response, delivery).next();
        }
    }

    /**
     * Sends an answer whose head has been set and that has no body. Jetty adds {@code Content-Length: 0} to what it is told
     * to be all, which on a 304, and on the answer to a HEAD for an object whose size nobody knows, would say that the object
     * is empty (RFC 9110 section 8.6).
     */
    static void writeNothing(Answer answer, Response response, Delivery delivery) {
        boolean all = answer.status() != HttpStatus.NOT_MODIFIED_304
                && !answer.header("content-length").isEmpty();
        response.write(all, BufferUtil.EMPTY_BUFFER, delivery);
    }

    /** Sends several buffers, each when the one before it is gone. */
    private static final class Sequence implements Callback {
        private final List<ByteBuffer> buffers;
        private final Response response;
        private final Delivery delivery;
        private int at;

        Sequence(List<ByteBuffer> buffers, Response response, Delivery delivery) {
            this.buffers = buffers;
            this.response = response;
            this.delivery = delivery;
        }

        void next() {
            ByteBuffer buffer = buffers.get(at++);
            delivery.sent(buffer.remaining());
            if (at == buffers.size()) {
                response.write(true, buffer, delivery);
            } else {
                response.write(false, buffer, this);
            }
        }

        @Override
        public void succeeded() {
            try {
                next();
            } catch (Throwable e) {
                delivery.failed(e);
            }
        }

        @Override
        public void failed(Throwable failure) {
            delivery.failed(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
