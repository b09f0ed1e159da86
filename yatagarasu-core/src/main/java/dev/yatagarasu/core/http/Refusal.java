package dev.yatagarasu.core.http;

import java.util.Optional;

/**
 * Why a request is refused.
 *
 * @param error what the client is told
 * @param challenge the {@code WWW-Authenticate} of the answer, where one is due
 */
public record Refusal(ErrorCode error, Optional<String> challenge) {}
