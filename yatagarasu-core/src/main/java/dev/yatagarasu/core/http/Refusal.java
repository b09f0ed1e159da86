package dev.yatagarasu.core.http;

import java.util.Optional;

/**
 * The refusal of a request.
 *
 * @param error the error that the client gets
 * @param challenge the {@code WWW-Authenticate} of the answer, if it needs one
 */
public record Refusal(ErrorCode error, Optional<String> challenge) {}
