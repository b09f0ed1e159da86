package dev.yatagarasu.core;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.core.http.ErrorCode;

/** A read through the Java API that was refused or failed. Its message may be shown to anybody. */
public final class RequestException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    RequestException(ErrorCode code) {
        super(code.message());
        this.code = code;
    }

    /** What went wrong. */
    public ErrorCode code() {
        return code;
    }
}
