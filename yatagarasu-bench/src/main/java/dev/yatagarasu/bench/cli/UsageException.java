package dev.yatagarasu.bench.cli;

/** Bad usage; the message is for the user. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** That it was bad in this way. */
    public UsageException(String message) {
        super(message);
    }
}
