package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.AuthenticatorFactory;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.internal.plugin.Factories;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes what finds out who asks, as buckets and the admin port name it. */
public final class Identifiers {
    private static final Factories.Kind<AuthenticatorFactory, Authenticator> KIND = new Factories.Kind<>(
            AuthenticatorFactory.class,
            AuthenticatorFactory::type,
            Authenticator.class,
            AuthenticatorFactory::create,
            "authenticator",
            Set.of("jwt"),
            Map.of());

    private final Factories<AuthenticatorFactory, Authenticator> factories;
    private final KeySets keySets;

    /**
     * Finds the plug-ins that any of {@code plugins} can see.
     *
     * @throws ConfigurationException if one cannot be loaded, or two of them claim one type, or a built-in one
     */
    public Identifiers(List<ClassLoader> plugins, KeySets keySets) {
        this.factories = new Factories<>(KIND, plugins);
        this.keySets = keySets;
    }

    /**
     * Makes what finds out who asks; none where only the application can tell.
     *
     * @param tokenBytes what good tokens may take of the heap while they are remembered
     * @throws dev.yatagarasu.core.internal.plugin.UnknownTypeException if there is no such type
     * @throws ConfigurationException if its settings cannot be used
     */
    public Optional<Identifier> create(IdentityConfig identity, ComponentContext context, long tokenBytes) {
        return switch (identity) {
            case IdentityConfig.ByApplication application -> Optional.empty();
            case IdentityConfig.Jwt jwt ->
                Optional.of(JwtAuthenticator.of(jwt.jwt(), keySets, context.clock(), tokenBytes));
            case IdentityConfig.Provided provided -> Optional.of(Identifier.of(new Borrowed(provided.authenticator())));
            case IdentityConfig.Plugin plugin ->
                Optional.of(Identifier.of(factories.create(plugin.type(), plugin.settings(), context)));
        };
    }

    /** An authenticator that stays the application's. */
    private record Borrowed(Authenticator authenticator) implements Authenticator {
        @Override
        public Authentication authenticate(IdentityRequest request) {
            return authenticator.authenticate(request);
        }

        @Override
        public Optional<String> scheme() {
            return authenticator.scheme();
        }

        @Override
        public void close() {}
    }
}
