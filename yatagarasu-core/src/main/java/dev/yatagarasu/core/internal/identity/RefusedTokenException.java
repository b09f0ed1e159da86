package dev.yatagarasu.core.internal.identity;

/** A token is not good. The message says why, for the log, without a word of the token. */
final class RefusedTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedTokenException(String reason) {
        super(reason, null, false, false);
    }
}
