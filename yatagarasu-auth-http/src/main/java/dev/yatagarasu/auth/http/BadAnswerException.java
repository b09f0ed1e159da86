package dev.yatagarasu.auth.http;

import java.io.IOException;

/** What came is no answer that may be understood. The message holds nothing that the other side sent. */
final class BadAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    BadAnswerException(String message) {
        super(message);
    }
}
