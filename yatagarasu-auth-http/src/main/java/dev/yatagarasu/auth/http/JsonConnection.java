package dev.yatagarasu.auth.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection over which requests go one after the other. Has no time-outs of its own: a {@link CallWatch} closes its
 * socket. Logs nothing. Used by one thread at a time.
 */
final class JsonConnection extends DefaultBHttpClientConnection {
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxHeaderCount(100)
            .setMaxLineLength(8 * 1024)
            .setMaxEmptyLineCount(1)
            .build();
    /** The parser takes its limits from its factory only, whatever the connection is given. */
    private static final DefaultHttpResponseParserFactory PARSERS = new DefaultHttpResponseParserFactory(LIMITS);

    private static final int MOST_INTERIM_ANSWERS = 8;
    private static final Duration KEPT_FOR = Duration.ofSeconds(30);

    private final Socket socket;
    private final AnswerInput input;
    private final Deadline opened = Deadline.in(Duration.ZERO);
    private Deadline keptUntil = Deadline.in(KEPT_FOR);

    private JsonConnection(Socket socket, SocketHolder holder, AnswerInput input) throws IOException {
        super(LIMITS, null, null, null, null, null, PARSERS);
        this.socket = socket;
        this.input = input;
        bind(holder);
    }

    static JsonConnection plain(Socket socket) throws IOException {
        AnswerInput input = new AnswerInput(socket.getInputStream());
        return new JsonConnection(
                socket,
                new SocketHolder(socket) {
                    @Override
                    protected InputStream getInputStream(Socket from) {
                        return input;
                    }
                },
                input);
    }

    static JsonConnection encrypted(SSLSocket tls, Socket socket) throws IOException {
        AnswerInput input = new AnswerInput(tls.getInputStream());
        return new JsonConnection(
                socket,
                new SocketHolder(tls, socket) {
                    @Override
                    protected InputStream getInputStream(Socket from) {
                        return input;
                    }
                },
                input);
    }

    /** The socket at the bottom. */
    Socket socket() {
        return socket;
    }

    /** Sends a request and returns the answer when its head is there. */
    ClassicHttpResponse exchange(ClassicHttpRequest request) throws IOException, HttpException {
        refuseLeftovers();
        input.beginAnswer();
        ClassicHttpResponse answer = exchangeHeads(request);
        if (MessageSupport.canResponseHaveBody(request.getMethod(), answer)) {
            receiveResponseEntity(answer);
        }
        return answer;
    }

    private ClassicHttpResponse exchangeHeads(ClassicHttpRequest request) throws IOException, HttpException {
        try {
            sendRequestHeader(request);
            sendRequestEntity(request);
            flush();
            return receiveFinalHead();
        } catch (NoHttpResponseException | SocketException e) {
            if (input.untouched()) {
                throw new NoAnswerException("it closed the connection without an answer");
            }
            throw e;
        }
    }

    private ClassicHttpResponse receiveFinalHead() throws IOException, HttpException {
        for (int i = 0; i <= MOST_INTERIM_ANSWERS; i++) {
            ClassicHttpResponse answer = receiveResponseHeader();
            if (answer.getCode() >= HttpStatus.SC_SUCCESS) {
                return answer;
            }
            if (answer.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
                break;
            }
        }
        throw new BadAnswerException("nobody asked for its interim answers");
    }

    /** Bytes behind the last answer would be taken for the next one. */
    private void refuseLeftovers() throws IOException {
        input.betweenAnswers();
        if (awaitInput(Timeout.ONE_MILLISECOND)) {
            throw new NoAnswerException("there are bytes on the connection that belong to no answer");
        }
    }

    void keep() {
        keptUntil = Deadline.in(KEPT_FOR);
    }

    /**
     * Whether it has been kept for so long that the other side has probably closed it, or has served for longer than
     * {@code greatestAge}: the host may have moved meanwhile.
     */
    boolean isOld(Duration greatestAge) {
        return keptUntil.isOver() || opened.isOverSince(greatestAge);
    }

    void drop() {
        close(CloseMode.IMMEDIATE);
    }
}
