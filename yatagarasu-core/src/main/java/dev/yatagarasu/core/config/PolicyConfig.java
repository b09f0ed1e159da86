package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.policy.Authorizer;

/** What decides whether a client may read an object. */
public sealed interface PolicyConfig {

    /** Every identified client that meets the claim rules may read: the provider {@code jwt}. */
    record Identified() implements PolicyConfig {}

    /**
     * A plug-in decides, such as {@code opa} or {@code openfga}.
     *
     * @param type the type that its factory names
     * @param settings the node {@code auth.<type>}, read by the factory
     */
    record Plugin(String type, ConfigNode settings) implements PolicyConfig {}

    /**
     * An authorizer of the embedding application decides; the application closes it.
     *
     * @param authorizer the authorizer
     */
    record Provided(Authorizer authorizer) implements PolicyConfig {}
}
