package dev.yatagarasu.core.internal.policy;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.AuthorizerFactory;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.PolicyInputs;
import dev.yatagarasu.core.config.PolicyConfig;
import dev.yatagarasu.core.internal.plugin.Factories;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the authorizers that buckets name. */
public final class Policies {
    private static final Factories.Kind<AuthorizerFactory, Authorizer> KIND = new Factories.Kind<>(
            AuthorizerFactory.class,
            AuthorizerFactory::type,
            Authorizer.class,
            AuthorizerFactory::create,
            "policy provider",
            Set.of("jwt"),
            Map.of("opa", "yatagarasu-auth-opa", "openfga", "yatagarasu-auth-openfga"));

    private final Factories<AuthorizerFactory, Authorizer> factories;

    /**
     * Finds the plug-ins that any of {@code plugins} can see.
     *
     * @throws ConfigurationException if one cannot be loaded, or two of them claim one type, or a built-in one
     */
    public Policies(List<ClassLoader> plugins) {
        this.factories = new Factories<>(KIND, plugins);
    }

    /**
     * Creates the authorizer of one bucket; none if every identified client may read.
     *
     * @throws dev.yatagarasu.core.internal.plugin.UnknownTypeException if there is no such type
     * @throws ConfigurationException if its settings cannot be used
     */
    public Optional<Authorizer> create(PolicyConfig policy, ComponentContext context) {
        return switch (policy) {
            case PolicyConfig.Identified identified -> Optional.empty();
            case PolicyConfig.Provided provided -> Optional.of(new Borrowed(provided.authorizer()));
            case PolicyConfig.Plugin plugin -> Optional.of(factories.create(plugin.type(), plugin.settings(), context));
        };
    }

    /** An authorizer that stays the application's. */
    private record Borrowed(Authorizer authorizer) implements Authorizer {
        @Override
        public Decision authorize(AccessRequest request) {
            return authorizer.authorize(request);
        }

        @Override
        public PolicyInputs inputs() {
            return authorizer.inputs();
        }

        @Override
        public List<Decision> authorizeAll(List<AccessRequest> requests) {
            return authorizer.authorizeAll(requests);
        }

        @Override
        public void close() {}
    }
}
