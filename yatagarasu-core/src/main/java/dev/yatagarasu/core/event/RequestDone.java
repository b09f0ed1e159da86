package dev.yatagarasu.core.event;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.core.http.CacheOutcome;
import java.util.Optional;

/**
 * A request has ended: its answer was sent, or the client disconnected.
 *
 * @param requestId the id that the client got in {@code X-Request-Id}
 * @param method the method, as sent
 * @param clientAddress the address of the client, trusted proxies taken into account; {@code unknown} if they hide it
 * @param principal the identified principal, if any
 * @param bucket the requested bucket; empty if the path leads to none
 * @param key the exact key; empty if the path leads to no bucket
 * @param status the status of the answer; 0 if the request was aborted before there was one
 * @param cache how the cache was involved
 * @param bytesSent bytes of the body that were handed to the connection
 * @param whole whether the whole body was sent
 * @param durationNanos nanoseconds from the start of the request in the engine to its end
 */
public record RequestDone(
        String requestId,
        String method,
        String clientAddress,
        Optional<Principal> principal,
        Optional<String> bucket,
        String key,
        int status,
        CacheOutcome cache,
        long bytesSent,
        boolean whole,
        long durationNanos) {}
