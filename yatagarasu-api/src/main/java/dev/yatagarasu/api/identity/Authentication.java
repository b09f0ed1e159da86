package dev.yatagarasu.api.identity;

import dev.yatagarasu.api.Principal;

/** What an {@link Authenticator} found out. */
public sealed interface Authentication {

    /**
     * The request is somebody's.
     *
     * @param principal who
     */
    record Authenticated(Principal principal) implements Authentication {}

    /** The request carries nothing that this authenticator knows; another one may be asked. */
    record Absent() implements Authentication {}

    /**
     * The request carries credentials, and they are not good. Nobody else is asked.
     *
     * @param reason why, for the log; never shown to the client, never holding the credentials
     */
    record Rejected(String reason) implements Authentication {}
}
