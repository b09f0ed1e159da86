package dev.yatagarasu.core.internal.storage;

import dev.yatagarasu.api.storage.StorageException;
import java.time.Duration;

/** Storage answered, but with an error, or with what is no answer to the question. */
public class StatusException extends StorageException {
    /** The status of what is no valid answer, whatever its first line says. */
    public static final int NOT_HTTP = 0;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean asksToBeSpared;

    /** An error; the message is for operators. */
    protected StatusException(Kind kind, String message, int status, Spare spare) {
        super(kind, message, spare.retryAfter);
        this.status = status;
        this.asksToBeSpared = spare.asked;
    }

    /** What cannot be believed. */
    public StatusException(String message) {
        super(Kind.BROKEN, message);
        this.status = NOT_HTTP;
        this.asksToBeSpared = false;
    }

    /**
     * Whether storage asks for fewer requests.
     *
     * @param asked whether it does
     * @param retryAfter for how long, if it says so; else nothing
     */
    public record Spare(boolean asked, Duration retryAfter) {}

    /** The status; {@link #NOT_HTTP} if the answer cannot be believed. */
    public int status() {
        return status;
    }

    /** Whether it is overloaded, rather than out of order. */
    public boolean asksToBeSpared() {
        return asksToBeSpared;
    }
}
