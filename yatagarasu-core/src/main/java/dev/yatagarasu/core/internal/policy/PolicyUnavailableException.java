package dev.yatagarasu.core.internal.policy;

import dev.yatagarasu.api.YatagarasuException;

/** A policy could not be asked, or its answer was not understood, and the bucket fails closed. */
public final class PolicyUnavailableException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    PolicyUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
