package dev.yatagarasu.core.identity;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.identity.*;
import java.util.Optional;
final class PluginIdentifier implements Identifier {
    private final Authenticator a; private final Runnable close;
    PluginIdentifier(Authenticator a, Runnable close) { this.a = a; this.close = close; }
    static PluginIdentifier of(Authenticator a) { return new PluginIdentifier(a, a::close); }
    @Override public Optional<Identification> recall(IdentityRequest r) { return Optional.empty(); }
    @Override public Identification identify(IdentityRequest r) {
        return switch (a.authenticate(r)) {
            case Authentication.Authenticated x -> new Identification.Identified(x.principal(), x.validUntil(), Optional.empty());
            case Authentication.Absent x -> new Identification.Absent();
            case Authentication.Rejected x -> new Identification.Rejected(x.reason());
        };
    }
    @Override public Optional<String> objection(Principal p) { return Optional.empty(); }
    @Override public void close() { close.run(); }
}
