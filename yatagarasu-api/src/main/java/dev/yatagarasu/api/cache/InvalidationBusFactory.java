package dev.yatagarasu.api.cache;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;

/**
 * Makes buses of one type. Found by {@link java.util.ServiceLoader}, inert until the configuration names its type. Two
 * factories for one type stop the start. Needs a public constructor without parameters.
 */
public interface InvalidationBusFactory {

    /** The name configuration uses, in snake_case. */
    String type();

    /** Makes one from its own node. Keys that are not read are reported as unknown. Must not wait for a remote service. */
    InvalidationBus create(ConfigNode settings, ComponentContext context);
}
