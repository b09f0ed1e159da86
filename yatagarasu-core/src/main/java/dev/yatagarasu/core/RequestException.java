package dev.yatagarasu.core;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.ErrorCode;
import java.util.Optional;

/**
 * A read through the Java API that was refused or failed. Its message may be shown to users. Its cause, if any, is for
 * operators: it may contain host names and reasons.
 */
public final class RequestException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String bucket;
    private final String key;
    private final String requestId;

    private RequestException(ErrorCode code, String bucket, String key, String requestId) {
        super(code.message());
        this.code = code;
        this.bucket = bucket;
        this.key = key;
        this.requestId = requestId;
    }

    static RequestException of(ErrorCode code, String bucket, String key, Answer answer) {
        RequestException failure = new RequestException(code, bucket, key, answer.header("x-request-id"));
        Optional<Throwable> cause = answer.cause();
        cause.ifPresent(failure::initCause);
        return failure;
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }

    /** The bucket's name, as it was given. */
    public String bucket() {
        return bucket;
    }

    /** The object's key, as it was given. */
    public String key() {
        return key;
    }

    /** The request's id in the log. */
    public String requestId() {
        return requestId;
    }
}
