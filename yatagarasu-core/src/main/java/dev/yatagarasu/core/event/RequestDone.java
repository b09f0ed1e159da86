package dev.yatagarasu.core.event;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.core.http.CacheOutcome;
import java.util.Optional;

/**
 * A request is over: its answer was sent, or the client went away.
 *
 * @param requestId the id the client was told
 * @param method the method, as sent
 * @param clientAddress the address of the client, trusted proxies taken into account; {@code unknown} if they hide it
 * @param principal who asked, where that is known
 * @param bucket the bucket that was asked for; empty where the path led to none
 * @param key the exact key; empty where the path led to none
 * @param status the status of the answer; 0 where the request was given up before there was one
 * @param cache how the cache took part
 * @param bytesSent bytes of the body that were handed to the connection
 * @param whole whether that was all of it
 * @param durationNanos nanoseconds from the engine's first look to the end
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
