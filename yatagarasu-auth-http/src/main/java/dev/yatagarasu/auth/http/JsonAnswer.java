package dev.yatagarasu.auth.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * What a policy service answered, whatever the status.
 *
 * @param status the status, from 200; redirects are not followed
 * @param body the JSON; of an answer that is no success, a missing node if what came is none
 * @param retryAfter how long it asks to be left alone, if it does
 */
public record JsonAnswer(int status, JsonNode body, Optional<Duration> retryAfter) {

    /**
     * Whether the status is 200: then there is a body, and it is JSON. Other statuses that begin with 2 say that something was
     * made, put off, changed on the way or left out, and none of that answers a question.
     */
    public boolean isSuccess() {
        return status == 200;
    }

    /** The status only: a body may be a token. */
    @Override
    public String toString() {
        return "JsonAnswer[" + status + "]";
    }
}
