package dev.yatagarasu.core.internal.storage.s3;

import java.io.IOException;

/** The other side closed the connection before it sent a byte of an answer. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnectionException(String message) {
        super(message);
    }
}
