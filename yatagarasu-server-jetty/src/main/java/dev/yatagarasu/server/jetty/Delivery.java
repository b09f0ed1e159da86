package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One answer on its way to the client. Whatever is thrown on that way, the engine is told once how it ended, and then
 * Jetty: both take no notice of a second word. As the callback of the last write it does so without blocking.
 */
final class Delivery implements Callback {
    private static final String FAILED = Delivery.class.getName();

    private final Answer answer;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private long sent;
    private @Nullable Throwable failure;
    private boolean replaced;

    Delivery(Answer answer, Request request, Response response, Callback callback) {
        this.answer = answer;
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    /** The delivery of this request's answer that failed, if one did and Jetty has not begun to send anything. */
    static @Nullable Delivery failedOf(Request request) {
        return request.getAttribute(FAILED) instanceof Delivery failed ? failed : null;
    }

    /** Sends the answer: in the background if its body is in memory, else on this thread, which then may block. */
    void send() {
        try {
            AnswerWriter.writeHead(answer, response);
            switch (answer.body()) {
                case Body.Stream stream -> StreamWriter.write(stream, response, this);
                case Body.Unsized unsized -> StreamWriter.write(unsized, response, this);
                case Body.Pieces pieces -> StreamWriter.write(pieces, response, this);
                case Body.None none -> AnswerWriter.writeNothing(answer, response, this);
                case Body.Buffers buffers -> AnswerWriter.writeBuffers(buffers.buffers(), response, this);
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Notes that so many bytes more of the body are on their way. */
    void sent(long bytes) {
        sent += bytes;
    }

    @Override
    public void succeeded() {
        try {
            if (answer.body() instanceof Body.Sized) {
                answer.completed();
            } else {
                answer.completed(sent);
            }
        } finally {
            callback.succeeded();
        }
    }

    /** While nothing has been sent, Jetty asks {@link ErrorResponses} for another answer; otherwise the connection ends. */
    @Override
    public void failed(Throwable thrown) {
        Throwable why = thrown instanceof UnreadableException unreadable ? unreadable.why() : thrown;
        failure = why;
        request.setAttribute(FAILED, this);
        try {
            showTheCut();
        } finally {
            end(why, thrown instanceof UnreadableException);
        }
    }

    private void end(Throwable why, boolean unreadable) {
        try {
            callback.failed(new Fault(why));
        } finally {
            if (!replaced) {
                reportFailure(why, unreadable);
            }
        }
    }

    /** Where nothing but the end of the connection ends a body, that must not look like the end of this one. */
    private void showTheCut() {
        boolean endsByClose = answer.body() instanceof Body.Unsized
                && response.isCommitted()
                && !response.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (endsByClose
                && request.getConnectionMetaData().getConnection().getEndPoint() instanceof ClientEndPoint client) {
            client.resetAtEnd();
        }
    }

    private void reportFailure(Throwable why, boolean unreadable) {
        boolean clients = !unreadable && (why instanceof IOException || why instanceof TimeoutException);
        if (clients) {
            answer.aborted(sent);
        } else {
            answer.brokeOff(sent, why);
        }
    }

    /** Sends the error that takes the place of this answer. */
    void sendInstead(Response error, Callback end) {
        Answer instead = answer.insteadOf(Objects.requireNonNull(failure));
        replaced = true;
        new Delivery(instead, request, error, end).send();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** The body cannot be read on: not the client's doing. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;
        private final Throwable why;

        UnreadableException(Throwable why) {
            super(why);
            this.why = why;
        }

        Throwable why() {
            return why;
        }
    }
}
