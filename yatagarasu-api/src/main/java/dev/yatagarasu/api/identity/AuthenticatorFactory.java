package dev.yatagarasu.api.identity;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;

/**
 * Creates authenticators of one type. Found by {@link java.util.ServiceLoader}, and unused until the configuration
 * names its type. Two factories for one type are an error at the start. Needs a public constructor without parameters.
 */
public interface AuthenticatorFactory {

    /** The type's name in the configuration, in snake_case. */
    String type();

    /**
     * Creates an authenticator from its configuration node. Keys that are not read are reported as unknown. Must not
     * wait for a remote service.
     */
    Authenticator create(ConfigNode settings, ComponentContext context);
}
