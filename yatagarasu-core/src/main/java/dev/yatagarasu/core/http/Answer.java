package dev.yatagarasu.core.http;

import dev.yatagarasu.api.http.Headers;
import java.util.Optional;

/**
 * A finished answer: status, header fields and a body. The front end sends it and reports back with {@link #completed},
 * {@link #aborted} or {@link #brokeOff}, or sends the answer that {@link #insteadOf} returns and reports on that one.
 * Until then the request counts as in-flight and the body's resources stay open. Only the first report counts.
 */
public final class Answer implements Begun {
    private static final FixedHeaders NO_HEADERS = new FixedHeaders(Headers.empty());

    /** Is told how sending an answer ended. Called on the front end's thread; must not throw. */
    public interface Completion {
        /** The whole answer was sent ({@code whole}), or the client disconnected or the body failed. */
        void done(long bytesSent, boolean whole);

        /** The body could not be read or sent. Called before {@link #done}, which it does not replace. */
        void brokeOff(Throwable why);

        /** The error to send instead of an answer of which nothing has been sent. */
        Answer insteadOf(Throwable why);

        /** The exception that caused an error answer, if any; for operators, never for clients. */
        default Optional<Throwable> cause() {
            return Optional.empty();
        }
    }

    private final int status;
    private final FixedHeaders fixedHeaders;
    private final Headers ownHeaders;
    private final Body body;
    private final Optional<ErrorCode> error;
    private final Completion completion;

    /** Creates a successful answer. */
    public Answer(int status, FixedHeaders fixedHeaders, Headers ownHeaders, Body body, Completion completion) {
        this(status, fixedHeaders, ownHeaders, body, Optional.empty(), completion);
    }

    /** Creates an error answer. */
    public Answer(ErrorCode error, Headers ownHeaders, Body body, Completion completion) {
        this(error.status(), NO_HEADERS, ownHeaders, body, Optional.of(error), completion);
    }

    private Answer(
            int status,
            FixedHeaders fixedHeaders,
            Headers ownHeaders,
            Body body,
            Optional<ErrorCode> error,
            Completion completion) {
        this.status = status;
        this.fixedHeaders = fixedHeaders;
        this.ownHeaders = ownHeaders;
        this.body = body;
        this.error = error;
        this.completion = completion;
    }

    /** The status code (RFC 9110 section 15). */
    public int status() {
        return status;
    }

    /**
     * The header fields that many answers share. {@code content-length} is in these or in {@link #ownHeaders}, if the
     * answer has one.
     */
    public FixedHeaders fixedHeaders() {
        return fixedHeaders;
    }

    /** The header fields of this answer alone. */
    public Headers ownHeaders() {
        return ownHeaders;
    }

    /** The value of the first field of that name (in lower case), or {@code ""}. */
    public String header(String name) {
        return ownHeaders.first(name).orElseGet(() -> fixedHeaders.headers().firstOr(name, ""));
    }

    /** The body. */
    public Body body() {
        return body;
    }

    /** The error, if this is an error answer. */
    public Optional<ErrorCode> error() {
        return error;
    }

    /** The exception that caused the error, if any; for operators, never for clients. */
    public Optional<Throwable> cause() {
        return completion.cause();
    }

    /** Reports that the whole body was sent; its length must be known. */
    public void completed() {
        if (!(body instanceof Body.Sized sized)) {
            throw new IllegalStateException("the length of this body is unknown: call completed(bytesSent)");
        }
        completion.done(sized.length(), true);
    }

    /** Reports that the whole body was sent, and how many bytes that were. */
    public void completed(long bytesSent) {
        completion.done(bytesSent, true);
    }

    /** The error to send instead of this answer, of which nothing may have been sent yet. */
    public Answer insteadOf(Throwable why) {
        return completion.insteadOf(why);
    }

    /** Reports that the body could not be read or sent any further after {@code bytesSent} bytes. */
    public void brokeOff(long bytesSent, Throwable why) {
        completion.brokeOff(why);
        completion.done(bytesSent, false);
    }

    /** Reports that the client disconnected after {@code bytesSent} bytes of the body. */
    public void aborted(long bytesSent) {
        completion.done(bytesSent, false);
    }
}
