package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CacheTierFactory;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;

/**
 * Makes the tier {@code redis}. Redis may be away then: the tier fails until it is there, and works from then on.
 */
public final class RedisTierFactory implements CacheTierFactory {

    @Override
    public String type() {
        return "redis";
    }

    @Override
    public CacheTier create(ConfigNode settings, ComponentContext context) {
        return create(RedisSection.read(settings), context);
    }

    /** Makes a tier for an engine that is configured in code. */
    public CacheTier create(RedisConfig config, ComponentContext context) {
        return new RedisTier(config, context.clock());
    }
}
