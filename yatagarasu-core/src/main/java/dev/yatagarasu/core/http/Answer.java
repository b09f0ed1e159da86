package dev.yatagarasu.core.http;

import dev.yatagarasu.api.http.Headers;
import java.util.Optional;

/**
 * A finished answer: status, header fields and a body. The front end sends it and reports back with {@link #completed},
 * {@link #aborted} or {@link #brokeOff}, or sends what {@link #insteadOf} gives and reports on that; until then the request
 * counts as in progress and the body's resources stay open. The first report counts, others change nothing.
 */
public final class Answer implements Begun {
    private static final FixedHeaders NO_HEADERS = new FixedHeaders(Headers.empty());

    /** Who wants to know how sending went. Called on the front end's thread; throws nothing. */
    public interface Completion {
        /** All of the answer was sent ({@code whole}), or the client went away or the body broke off. */
        void done(long bytesSent, boolean whole);

        /** The body cannot be read or sent on: comes before {@link #done}, which it does not replace. */
        void brokeOff(Throwable why);

        /** The answer cannot be sent, and nothing of it has been: what to send in its place. */
        Answer insteadOf(Throwable why);

        /** What was thrown where the answer is an error because of it; for operators, never for clients. */
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

    /** Puts the answer to a request that went well together. */
    public Answer(int status, FixedHeaders fixedHeaders, Headers ownHeaders, Body body, Completion completion) {
        this(status, fixedHeaders, ownHeaders, body, Optional.empty(), completion);
    }

    /** Puts an error together. */
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

    /** The fields that many answers share. {@code content-length} is among these or the own ones where one is due. */
    public FixedHeaders fixedHeaders() {
        return fixedHeaders;
    }

    /** The fields of this answer alone. */
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

    /** What went wrong, if anything did. */
    public Optional<ErrorCode> error() {
        return error;
    }

    /** What was thrown, if that is why there is an error; for operators, never for clients. */
    public Optional<Throwable> cause() {
        return completion.cause();
    }

    /** Reports that everything was sent of a body whose length was known. */
    public void completed() {
        if (!(body instanceof Body.Sized sized)) {
            throw new IllegalStateException("only who sent this body knows its length");
        }
        completion.done(sized.length(), true);
    }

    /** Reports that everything was sent, and that it was so much. */
    public void completed(long bytesSent) {
        completion.done(bytesSent, true);
    }

    /** The error that the client gets in place of this answer, which cannot be sent; nothing of it may have been. */
    public Answer insteadOf(Throwable why) {
        return completion.insteadOf(why);
    }

    /** Reports that the body broke off after {@code bytesSent} bytes of it, since it could not be read or sent on. */
    public void brokeOff(long bytesSent, Throwable why) {
        completion.brokeOff(why);
        completion.done(bytesSent, false);
    }

    /** Reports that the client went away after {@code bytesSent} bytes of it. */
    public void aborted(long bytesSent) {
        completion.done(bytesSent, false);
    }
}
