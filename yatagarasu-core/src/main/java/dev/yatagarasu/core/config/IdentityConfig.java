package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.identity.Authenticator;

/** How the clients of a bucket are identified. */
public sealed interface IdentityConfig {

    /**
     * By a signed token.
     *
     * @param jwt where tokens are found, and which are valid
     */
    record Jwt(JwtConfig jwt) implements IdentityConfig {}

    /**
     * By a plug-in.
     *
     * @param type the type that its factory names
     * @param settings the node {@code auth.<type>}, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements IdentityConfig {}

    /**
     * By an authenticator of the embedding application, which the application closes.
     *
     * @param authenticator the authenticator
     */
    record Provided(Authenticator authenticator) implements IdentityConfig {}

    /** By the embedding application alone, which passes principals; requests without one are anonymous. */
    record ByApplication() implements IdentityConfig {}
}
