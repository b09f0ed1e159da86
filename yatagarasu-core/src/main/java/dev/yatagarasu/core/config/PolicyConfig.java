package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.policy.Authorizer;

/** How it is found out whether they may. */
public sealed interface PolicyConfig {

    /** Everybody may who is identified and meets the claim rules: the provider {@code jwt}. */
    record Identified() implements PolicyConfig {}

    /**
     * A plug-in decides, such as {@code opa} or {@code openfga}.
     *
     * @param type what its factory calls itself
     * @param settings the node {@code auth.<type>}, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements PolicyConfig {}

    /**
     * An authorizer decides that the embedding application made, and that stays the application's to close.
     *
     * @param authorizer the authorizer
     */
    record Provided(Authorizer authorizer) implements PolicyConfig {}
}
