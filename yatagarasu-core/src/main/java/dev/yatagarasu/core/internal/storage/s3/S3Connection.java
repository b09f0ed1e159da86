package dev.yatagarasu.core.internal.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A pooled connection that trusts the other side with nothing: bytes behind the last response, a head that was cut off
 * and heads without end are noticed. Unlike the client's own it never logs what is on the wire, which holds credentials.
 * Used by one thread at a time; closing is safe from any.
 */
final class S3Connection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxHeaderCount(256)
            .setMaxLineLength(16 * 1024)
            .setMaxEmptyLineCount(1)
            .build();
    private static final DefaultHttpResponseParserFactory PARSERS =
            new DefaultHttpResponseParserFactory(LIMITS, StrictLineParser.STRICT, null);
    private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);

    private final ReadDeadline deadline = new ReadDeadline();
    private final ReadDeadlines watch;
    private @Nullable ResponseInput input;

    S3Connection(ReadDeadlines watch) {
        super(LIMITS, null, null, null, null, null, PARSERS);
        this.watch = watch;
    }

    /** Until when it may wait for its next bytes. */
    ReadDeadline deadline() {
        return deadline;
    }

    /** Sends a request without a body, and returns the answer when its head is there. */
    ClassicHttpResponse exchange(ClassicHttpRequest request, Timeout response, Timeout idle)
            throws IOException, HttpException {
        ResponseInput bytes = input();
        refuseLeftovers(bytes);
        setSocketTimeout(Timeout.DISABLED);
        deadline.patience(response);
        bytes.startHead();
        ClassicHttpResponse answer = exchangeHeads(request, bytes);
        bytes.startBody();
        if (MessageSupport.canResponseHaveBody(request.getMethod(), answer)) {
            receiveResponseEntity(answer);
        }
        deadline.patience(idle);
        return answer;
    }

    /** Lets other requests go on before it looks for the answer: if that has come by then, nobody has to be parked and woken. */
    @SuppressWarnings("ThreadPriorityCheck")
    private ClassicHttpResponse exchangeHeads(ClassicHttpRequest request, ResponseInput bytes)
            throws IOException, HttpException {
        try {
            sendRequestHeader(request);
            flush();
            Thread.yield();
            ClassicHttpResponse answer = receiveFinalHead();
            if (bytes.ended()) {
                throw new ProtocolException("the head of the response was cut off");
            }
            return answer;
        } catch (NoHttpResponseException | SocketException e) {
            if (bytes.untouched()) {
                throw new StaleConnectionException("the connection was closed without an answer: " + e.getMessage());
            }
            throw e;
        }
    }

    private ClassicHttpResponse receiveFinalHead() throws IOException, HttpException {
        ClassicHttpResponse answer = receiveResponseHeader();
        while (answer.getCode() < HttpStatus.SC_SUCCESS) {
            if (answer.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
                throw new ProtocolException("nobody asked to switch protocols");
            }
            answer = receiveResponseHeader();
        }
        return answer;
    }

    private void refuseLeftovers(ResponseInput bytes) throws IOException {
        bytes.startPeek();
        if (awaitInput(AT_ONCE)) {
            throw new StaleConnectionException("there are bytes on the connection that belong to no answer");
        }
    }

    private ResponseInput input() throws IOException {
        ensureOpen().getInputStream();
        ResponseInput bytes = input;
        if (bytes == null) {
            throw new IllegalStateException("an open connection has an input");
        }
        return bytes;
    }

    @Override
    public void bind(Socket socket) throws IOException {
        super.bind(new SocketHolder(socket) {
            @Override
            protected InputStream getInputStream(Socket from) throws IOException {
                return open(super.getInputStream(from));
            }
        });
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        super.bind(new SocketHolder(tls, socket) {
            @Override
            protected InputStream getInputStream(Socket from) throws IOException {
                return open(super.getInputStream(from));
            }
        });
    }

    private InputStream open(InputStream in) {
        ResponseInput bytes = new ResponseInput(in, deadline);
        input = bytes;
        watch.add(this);
        return bytes;
    }

    @Override
    public @Nullable Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public void close(CloseMode mode) {
        watch.remove(this);
        super.close(mode);
    }

    @Override
    public void close() throws IOException {
        watch.remove(this);
        super.close();
    }

    /** Nothing to do: every exchange sets its own time-outs. */
    @Override
    public void passivate() {}

    /** Nothing to do: every exchange sets its own time-outs. */
    @Override
    public void activate() {}
}
