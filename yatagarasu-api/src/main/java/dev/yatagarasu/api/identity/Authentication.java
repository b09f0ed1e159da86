package dev.yatagarasu.api.identity;

import dev.yatagarasu.api.Principal;
import java.time.Instant;

/** What an {@link Authenticator} found out. */
public sealed interface Authentication {

    /**
     * The request is somebody's.
     *
     * @param principal who
     * @param validUntil when the credentials end; nothing is remembered for longer. {@link Instant#MAX} where they do not
     */
    record Authenticated(Principal principal, Instant validUntil) implements Authentication {
        /** The request is somebody's, whose credentials do not end. */
        public Authenticated(Principal principal) {
            this(principal, Instant.MAX);
        }
    }

    /**
     * The request is somebody's, who may not come in all the same, whatever a policy would say: the client gets a 403.
     *
     * @param principal who
     * @param reason why, for the log; never shown to the client, never holding the credentials
     */
    record Forbidden(Principal principal, String reason) implements Authentication {}

    /**
     * The request carries no credentials, or none that this authenticator takes. The client gets a 401 that asks for some;
     * a bucket has one authenticator, and nobody else is asked.
     */
    record Absent() implements Authentication {}

    /**
     * The request carries credentials, and they are not good: the client gets a 401 that says so.
     *
     * @param reason why, for the log; never shown to the client, never holding the credentials
     */
    record Rejected(String reason) implements Authentication {}
}
