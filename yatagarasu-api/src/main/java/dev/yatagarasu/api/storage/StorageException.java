package dev.yatagarasu.api.storage;

import dev.yatagarasu.api.YatagarasuException;

/**
 * Storage could not answer. The message is for operators: it may name hosts and reasons, and the engine never shows it
 * to a client.
 */
public class StorageException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    /** Why storage could not answer, and so what the client is told. */
    public enum Kind {
        /** Not reachable, or it said that it is overloaded: 503 with {@code Retry-After}. */
        UNAVAILABLE,
        /** Too slow: 504. */
        TIMEOUT,
        /** It refused our credentials or our request: 502. */
        REFUSED,
        /** It answered something that is no valid answer: 502. */
        BROKEN
    }

    private final Kind kind;

    /** Creates the exception. */
    public StorageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Creates the exception with the failure behind it. */
    public StorageException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }
}
