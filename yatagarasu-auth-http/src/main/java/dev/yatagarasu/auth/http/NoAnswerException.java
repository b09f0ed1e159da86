package dev.yatagarasu.auth.http;

import java.io.IOException;

/** The connection was of no use any more before a byte of an answer had come. */
final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
