package dev.yatagarasu.core.internal.cache.freshness;

import dev.yatagarasu.api.http.Headers;

/**
 * A response of storage, and when it was asked for and came.
 *
 * @param status its status; 200 for a stored response that a 304 has just validated
 * @param headers its headers as storage sent them, or as {@link StoredHeaders#update} made them of a 304
 * @param requestedMillis when storage was asked, milliseconds since the epoch
 * @param receivedMillis when the headers were here, by the same clock
 */
public record ReceivedResponse(int status, Headers headers, long requestedMillis, long receivedMillis) {

    /** How long storage took; nothing if the clock was set back meanwhile. */
    long delayMillis() {
        return Math.max(0, receivedMillis - requestedMillis);
    }
}
