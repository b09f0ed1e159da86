package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import java.util.Optional;

/** Finds out whose a request is, at once where that is possible. Safe from any thread; the engine closes it. */
public interface Identifier extends AutoCloseable {

    /** What is known without looking into anything but memory; never blocks. Empty: {@link #identify} has to look. */
    Optional<Identification> recall(IdentityRequest request);

    /**
     * Looks at the request's credentials. May block. Throws a {@link dev.yatagarasu.api.YatagarasuException} when it cannot
     * be found out whose the request is; it must then be refused.
     */
    Identification identify(IdentityRequest request);

    /** What speaks against letting in somebody whom the application itself has identified; empty if nothing does. */
    Optional<String> objection(Principal principal);

    /** The authentication scheme of HTTP by which it takes credentials; empty if it takes them in another way. */
    Optional<String> scheme();

    @Override
    void close();

    /** One that asks an authenticator about every request, and closes it. */
    static Identifier of(Authenticator authenticator) {
        return new AuthenticatorIdentifier(authenticator);
    }
}
