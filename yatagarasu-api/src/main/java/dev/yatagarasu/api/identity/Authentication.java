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

    /** The request carries nothing that this authenticator knows; another one may be asked. */
    record Absent() implements Authentication {}

    /**
     * The request carries credentials, and they are not good. Nobody else is asked.
     *
     * @param reason why, for the log; never shown to the client, never holding the credentials
     */
    record Rejected(String reason) implements Authentication {}
}
