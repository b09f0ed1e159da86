package dev.yatagarasu.core.internal.identity;

import java.io.IOException;

/** An answer that is no key set. The message says why, without a word of it. */
final class UnusableKeySetException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableKeySetException(String message) {
        super(message);
    }
}
