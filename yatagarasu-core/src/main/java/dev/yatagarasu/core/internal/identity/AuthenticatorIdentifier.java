package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import java.util.Optional;

/** Asks a plug-in each time: only the plug-in knows what may be remembered. */
record AuthenticatorIdentifier(Authenticator authenticator) implements Identifier {

    @Override
    public Optional<Identification> recall(IdentityRequest request) {
        return Optional.empty();
    }

    @Override
    public Identification identify(IdentityRequest request) {
        return switch (authenticator.authenticate(request)) {
            case Authentication.Authenticated known ->
                new Identification.Identified(known.principal(), known.validUntil(), Optional.empty());
            case Authentication.Absent absent -> new Identification.Absent();
            case Authentication.Rejected rejected -> new Identification.Rejected(rejected.reason());
        };
    }

    @Override
    public Optional<String> objection(Principal principal) {
        return Optional.empty();
    }

    @Override
    public Optional<String> scheme() {
        return authenticator.scheme();
    }

    @Override
    public void close() {
        authenticator.close();
    }
}
