package dev.yatagarasu.api.identity;

import dev.yatagarasu.api.Principal;
import java.util.Optional;

/**
 * Finds out whose a request is. Called by many threads at once. The engine remembers nothing of what an authenticator says: one
 * that remembers good credentials answers from {@link #recall}, and its requests need no thread that may block. The engine
 * closes the authenticator when no request uses it any more.
 */
public interface Authenticator extends AutoCloseable {

    /**
     * What {@link #authenticate} would say, if that is known without looking into anything but memory. Called for each
     * request, on I/O threads: must never block, nor compute for long. Empty if it is not known; {@link #authenticate} is
     * asked then, as it is if this throws.
     *
     * <p>Never answers with credentials that have ended: the engine takes an {@link Authentication.Authenticated} for what is
     * not known once its {@code validUntil} is past.
     */
    default Optional<Authentication> recall(IdentityRequest request) {
        return Optional.empty();
    }

    /**
     * Looks at the request's credentials. May block; called on threads that may. Throw a {@link
     * dev.yatagarasu.api.YatagarasuException} when it cannot be found out (a key set that cannot be fetched): the request is
     * then refused, as it is whatever else is thrown.
     */
    Authentication authenticate(IdentityRequest request);

    /**
     * What speaks against a principal whom the embedding application has identified itself and hands in with a request, for the
     * log. Empty if nothing does: that is the default. Whom {@link #authenticate} calls {@linkplain Authentication.Forbidden
     * forbidden} should be objected to here. Called on I/O threads: must never block. The request is refused if this throws.
     */
    default Optional<String> objection(Principal principal) {
        return Optional.empty();
    }

    /**
     * The authentication scheme by which credentials are taken, such as {@code Bearer}, for the {@code WWW-Authenticate} of
     * answers to requests without good ones; always the same. Empty where they are taken in another way than by a scheme of
     * HTTP, such as in a cookie.
     */
    default Optional<String> scheme() {
        return Optional.empty();
    }

    @Override
    void close();
}
