package dev.yatagarasu.api.identity;

import dev.yatagarasu.api.Principal;
import java.time.Instant;

/** The result of an {@link Authenticator}. */
public sealed interface Authentication {

    /**
     * The credentials are valid.
     *
     * @param principal the identified principal
     * @param validUntil when the credentials expire; nothing is remembered for longer. {@link Instant#MAX} if they do
     *     not
     */
    record Authenticated(Principal principal, Instant validUntil) implements Authentication {
        /** The credentials are valid and do not expire. */
        public Authenticated(Principal principal) {
            this(principal, Instant.MAX);
        }
    }

    /**
     * The credentials are valid, but the principal is denied access whatever the policy says: the client gets a 403.
     *
     * @param principal the identified principal
     * @param reason the reason, for the log; never shown to the client, and without the credentials
     */
    record Forbidden(Principal principal, String reason) implements Authentication {}

    /**
     * The request has no credentials, or none that this authenticator accepts. The client gets a 401 that asks for
     * credentials. A bucket has only one authenticator.
     */
    record Absent() implements Authentication {}

    /**
     * The request has invalid credentials: the client gets a 401 that says so.
     *
     * @param reason the reason, for the log; never shown to the client, and without the credentials
     */
    record Rejected(String reason) implements Authentication {}
}
