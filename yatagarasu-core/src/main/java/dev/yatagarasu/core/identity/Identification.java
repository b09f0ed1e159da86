package dev.yatagarasu.core.identity;

import dev.yatagarasu.api.Principal;
import java.time.Instant;
import java.util.Optional;

/** What is known about who is asking. */
public sealed interface Identification {

    /**
     * The request is somebody's.
     *
     * @param principal who
     * @param validUntil when the credentials end
     * @param objection why they may not read all the same: what the claim rules found
     */
    record Identified(Principal principal, Instant validUntil, Optional<String> objection) implements Identification {}

    /** The request carries no credentials. */
    record Absent() implements Identification {}

    /**
     * The request carries credentials, and they are not good.
     *
     * @param reason why, for the log; never shown to the client, never holding the credentials
     */
    record Rejected(String reason) implements Identification {}
}
