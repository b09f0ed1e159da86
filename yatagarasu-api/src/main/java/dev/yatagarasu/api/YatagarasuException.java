package dev.yatagarasu.api;

/**
 * The root of everything Yatagarasu throws on purpose. Unchecked: a caller who can do something about a failure catches
 * the subclass that names it, everybody else lets it pass.
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
