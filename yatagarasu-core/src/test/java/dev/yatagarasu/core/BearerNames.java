package dev.yatagarasu.core;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Takes the bearer token for the name of who asks: but {@code forged} is no good, and nobody can tell about {@code unclear}. */
final class BearerNames implements Authenticator {
    volatile Instant validUntil = Instant.MAX;
    volatile Optional<String> scheme = Optional.of("Bearer");
    volatile Function<IdentityRequest, Optional<Authentication>> recall = request -> Optional.empty();
    volatile Optional<String> objection = Optional.empty();
    volatile boolean closed;

    @Override
    public Optional<Authentication> recall(IdentityRequest request) {
        return recall.apply(request);
    }

    @Override
    public Authentication authenticate(IdentityRequest request) {
        String name = request.headers().firstOr("authorization", "").replaceFirst("^Bearer ", "");
        return switch (name) {
            case "" -> new Authentication.Absent();
            case "forged" -> new Authentication.Rejected("the signature is not ours");
            case "unclear" -> throw new YatagarasuException("keys.internal does not answer");
            default -> new Authentication.Authenticated(Principal.of(name), validUntil);
        };
    }

    @Override
    public Optional<String> objection(Principal principal) {
        return objection;
    }

    @Override
    public Optional<String> scheme() {
        return scheme;
    }

    @Override
    public void close() {
        closed = true;
    }
}
