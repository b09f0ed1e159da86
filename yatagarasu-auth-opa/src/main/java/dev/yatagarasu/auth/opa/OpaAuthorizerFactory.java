package dev.yatagarasu.auth.opa;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.AuthorizerFactory;

/** Makes the authorizer {@code opa}. OPA may be away then: the authorizer throws until it is there. */
public final class OpaAuthorizerFactory implements AuthorizerFactory {

    @Override
    public String type() {
        return "opa";
    }

    @Override
    public Authorizer create(ConfigNode settings, ComponentContext context) {
        OpaConfig config = OpaConfig.read(settings).orElseThrow(() -> {
            settings.reportUnknownKeys();
            return new ConfigurationException(settings.problems().list());
        });
        return create(config, context);
    }

    /** Makes an authorizer for an engine that is configured in code. */
    public Authorizer create(OpaConfig config, ComponentContext context) {
        return new OpaAuthorizer(config, context);
    }
}
