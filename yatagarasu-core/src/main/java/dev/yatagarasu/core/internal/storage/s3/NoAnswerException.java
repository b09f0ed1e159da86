package dev.yatagarasu.core.internal.storage.s3;

import java.io.IOException;

/** The other side closed the connection before it sent a byte of an answer. */
final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
