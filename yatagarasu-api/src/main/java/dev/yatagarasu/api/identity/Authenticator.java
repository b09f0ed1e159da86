package dev.yatagarasu.api.identity;

import dev.yatagarasu.api.Principal;
import java.util.Optional;

/**
 * Identifies the client of a request. Called by many threads at once. The engine does not remember the results of an
 * authenticator: an authenticator that remembers valid credentials returns them from {@link #recall}, so that its
 * requests need no thread that may block. The engine closes the authenticator when no request uses it any more.
 */
public interface Authenticator extends AutoCloseable {

    /**
     * The result of {@link #authenticate}, if it is known from memory alone. Called for each request, on I/O threads:
     * must never block, nor compute for long. Empty if it is not known; {@link #authenticate} is called then, and also
     * if this throws.
     *
     * <p>Must not return expired credentials: the engine ignores an {@link Authentication.Authenticated} whose
     * {@code validUntil} is past.
     */
    default Optional<Authentication> recall(IdentityRequest request) {
        return Optional.empty();
    }

    /**
     * Verifies the request's credentials. May block; called on threads that may block. Throw a
     * {@link dev.yatagarasu.api.YatagarasuException} if they cannot be verified, for example because a key set cannot
     * be fetched. The request is refused whatever is thrown, and if the credentials that are returned have expired.
     */
    Authentication authenticate(IdentityRequest request);

    /**
     * The objection, for the log, to a principal that the embedding application passes with a request. Empty, the
     * default, if there is none. Principals that {@link #authenticate} would call
     * {@linkplain Authentication.Forbidden forbidden} should be refused here, too. Called on I/O threads: must never
     * block. The request is refused if this throws.
     */
    default Optional<String> objection(Principal principal) {
        return Optional.empty();
    }

    /**
     * The authentication scheme of the credentials, such as {@code Bearer}, for the {@code WWW-Authenticate} of answers
     * to requests without valid credentials; always the same. Empty if the credentials do not use an HTTP
     * authentication scheme, for example in a cookie.
     */
    default Optional<String> scheme() {
        return Optional.empty();
    }

    @Override
    void close();
}
