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
        headers.forEach((name, value) -> {
            HttpHeader known = STANDARD.get(name);
            fields.add(known == null ? new PreEncodedHttpField(name, value) : new PreEncodedHttpField(known, value));
        });
        return new Encoded(List.copyOf(fields));
    }

    private static HttpField field(String name, String value) {
        HttpHeader known = STANDARD.get(name);
        return known == null ? new HttpField(OWN.getOrDefault(name, name), value) : new HttpField(known, value);
    }

    /** Sends an answer whose head has been set and whose body is in memory. */
    static void writeBuffers(Answer answer, List<ByteBuffer> buffers, Response response, Callback callback) {
        if (buffers.size() == 1) {
            response.write(true, buffers.getFirst(), new Report(answer, callback));
        } else {
            new Sequence(answer, buffers, response, callback).next();
        }
    }

    /**
     * Sends an answer whose head has been set and that has no body. Jetty adds {@code Content-Length: 0} to what it is told
     * to be all, which on a 304, and on the answer to a HEAD for an object whose size nobody knows, would say that the object
     * is empty (RFC 9110 section 8.6).
     */
    static void writeNothing(Answer answer, Response response, Callback callback) {
        boolean all = answer.status() != HttpStatus.NOT_MODIFIED_304
                && !answer.header("content-length").isEmpty();
        response.write(all, BufferUtil.EMPTY_BUFFER, new Report(answer, callback));
    }

    /** Tells the engine how it went, before Jetty goes on to the next request. */
    private record Report(Answer answer, Callback callback) implements Callback {
        @Override
        public void succeeded() {
            answer.completed();
            callback.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            answer.aborted(0);
            callback.failed(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    /** Sends several buffers, each when the one before it is gone. */
    private static final class Sequence implements Callback {
        private final Answer answer;
        private final List<ByteBuffer> buffers;
        private final Response response;
        private final Callback callback;
        private int at;
        private long sent;

        Sequence(Answer answer, List<ByteBuffer> buffers, Response response, Callback callback) {
            this.answer = answer;
            this.buffers = buffers;
            this.response = response;
            this.callback = callback;
        }

        void next() {
            ByteBuffer buffer = buffers.get(at++);
            sent += buffer.remaining();
            if (at == buffers.size()) {
                response.write(true, buffer, new Report(answer, callback));
            } else {
                response.write(false, buffer, this);
            }
        }

        @Override
        public void succeeded() {
            next();
        }

        @Override
        public void failed(Throwable failure) {
            answer.aborted(sent);
            callback.failed(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
