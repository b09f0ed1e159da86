package dev.yatagarasu.api;

/**
 * The root of all exceptions that Yatagarasu throws on purpose. It is unchecked: callers that can handle a failure
 * catch the subclass for it, all others let it pass.
 */
public class YatagarasuException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message for operators: what was found, what is accepted, what to do. */
    public YatagarasuException(String message) {
        super(message);
    }

    /** Creates the exception with a message for operators and the failure behind it. */
    public YatagarasuException(String message, Throwable cause) {
        super(message, cause);
    }
}
