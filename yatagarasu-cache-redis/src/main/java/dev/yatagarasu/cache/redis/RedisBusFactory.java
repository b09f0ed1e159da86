package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.InvalidationBusFactory;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;

/**
 * Makes the bus {@code redis} from the same section as the tier. Redis may be away then: the bus connects as soon as it is
 * there.
 */
public final class RedisBusFactory implements InvalidationBusFactory {

    @Override
    public String type() {
        return "redis";
    }

    @Override
    public InvalidationBus create(ConfigNode settings, ComponentContext context) {
        return create(RedisSection.read(settings), context);
    }

    /** Makes a bus for an engine that is configured in code. */
    public InvalidationBus create(RedisConfig config, ComponentContext context) {
        return new RedisBus(config, context.executor());
    }
}
