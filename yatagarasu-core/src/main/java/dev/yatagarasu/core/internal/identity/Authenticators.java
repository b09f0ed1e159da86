package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.Principal;
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

/** Makes authenticators, as buckets and the admin port name them. */
public final class Authenticators {
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
    public Authenticators(List<ClassLoader> plugins, KeySets keySets) {
        this.factories = new Factories<>(KIND, plugins);
        this.keySets = keySets;
    }

    /**
     * Makes an authenticator; none where only the application can tell who asks.
     *
     * @param tokenBytes what good tokens may take of the heap while they are remembered
     * @throws dev.yatagarasu.core.internal.plugin.UnknownTypeException if there is no such type
     * @throws ConfigurationException if its settings cannot be used
     */
    public Optional<Authenticator> create(IdentityConfig identity, ComponentContext context, long tokenBytes) {
        return switch (identity) {
            case IdentityConfig.ByApplication application -> Optional.empty();
            case IdentityConfig.Jwt jwt ->
                Optional.of(JwtAuthenticator.of(jwt.jwt(), keySets, context.clock(), tokenBytes));
            case IdentityConfig.Provided provided ->
                Optional.of(guarded(new Borrowed(provided.authenticator()), context));
            case IdentityConfig.Plugin plugin ->
                Optional.of(guarded(factories.create(plugin.type(), plugin.settings(), context), context));
        };
    }

    private static Authenticator guarded(Authenticator authenticator, ComponentContext context) {
        return new GuardedAuthenticator(authenticator, context.name(), context.clock());
    }

    /** An authenticator that stays the application's. */
    private record Borrowed(Authenticator authenticator) implements Authenticator {
        @Override
        public Optional<Authentication> recall(IdentityRequest request) {
            return authenticator.recall(request);
        }

        @Override
        public Authentication authenticate(IdentityRequest request) {
            return authenticator.authenticate(request);
        }

        @Override
        public Optional<String> objection(Principal principal) {
            return authenticator.objection(principal);
        }

        @Override
        public Optional<String> scheme() {
            return authenticator.scheme();
        }

        @Override
        public void close() {}
    }
}
