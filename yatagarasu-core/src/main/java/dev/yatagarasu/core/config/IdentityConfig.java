package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.identity.Authenticator;

/** How it is found out who asks for the objects of a bucket. */
public sealed interface IdentityConfig {

    /**
     * By a signed token.
     *
     * @param jwt where tokens are, and which are good
     */
    record Jwt(JwtConfig jwt) implements IdentityConfig {}

    /**
     * By a plug-in.
     *
     * @param type what its factory calls itself
     * @param settings the node {@code auth.<type>}, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements IdentityConfig {}

    /**
     * By an authenticator that the embedding application made, and that stays the application's to close.
     *
     * @param authenticator the authenticator
     */
    record Provided(Authenticator authenticator) implements IdentityConfig {}

    /** By nobody but the embedding application, which hands principals in: requests without one are nobody's. */
    record ByApplication() implements IdentityConfig {}
}
