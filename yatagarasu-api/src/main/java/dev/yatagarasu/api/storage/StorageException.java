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
    private final @Nullable Duration retryAfter;

    /** Creates the exception. */
    public StorageException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.retryAfter = null;
    }

    /** Creates the exception of storage that asks to be left alone for so long. */
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

    /** How long storage asks to be left alone, where it does; the client is told so, within reason. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }
}
