package dev.yatagarasu.api.storage;

import dev.yatagarasu.api.YatagarasuException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Storage could not answer. The message is for operators: it may name hosts and reasons, and the engine never shows it
 * to a client.
 */
public class StorageException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    /** Why storage could not answer; decides the status that the client gets. */
    public enum Kind {
        /** Storage is unreachable or overloaded: 503 with {@code Retry-After}. */
        UNAVAILABLE,
        /** Storage is too slow: 504. */
        TIMEOUT,
        /** Storage refused the credentials or the request: 502. */
        REFUSED,
        /** Storage sent an invalid response: 502. */
        BROKEN
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    /** Creates the exception. */
    public StorageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.retryAfter = null;
    }

    /** Creates the exception with the time after which storage asks to retry. */
    public StorageException(Kind kind, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** Creates the exception with the failure behind it. */
    public StorageException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = null;
    }

    /** The time after which storage asks to retry, if any; the client gets it in {@code Retry-After}, within bounds. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The kind of failure. */
    public Kind kind() {
        return kind;
    }
}
