package dev.yatagarasu.api.identity;

import java.util.Optional;

/**
 * Finds out whose a request is. May block; called by many threads at once, on threads that may block. The engine
 * remembers what it may, and closes the authenticator when no request uses it any more.
 */
public interface Authenticator extends AutoCloseable {

    /**
     * Looks at the request's credentials. Throw a {@link dev.yatagarasu.api.YatagarasuException} when it cannot be found
     * out (a key set that cannot be fetched): the request is then refused.
     */
    Authentication authenticate(IdentityRequest request);

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
