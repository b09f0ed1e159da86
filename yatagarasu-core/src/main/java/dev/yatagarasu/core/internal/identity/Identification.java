package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.Principal;
import java.time.Instant;
import java.util.Optional;

/** What an {@link Identifier} found out about a request. */
public sealed interface Identification {

    /**
     * The request is somebody's.
     *
     * @param principal who
     * @param validUntil when the credentials end; nothing is remembered for longer
     * @param objection why they may not come in all the same, for the log: a claim is not what a rule wants
     */
    record Identified(Principal principal, Instant validUntil, Optional<String> objection) implements Identification {}

    /** The request carries no credentials. */
    record Absent() implements Identification {}

    /**
     * The request carries credentials, and they are not good.
     *
     * @param reason why, for the log; never holding the credentials or text out of them
     */
    record Rejected(String reason) implements Identification {}
}
